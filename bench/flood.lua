-- Hostile requests, each of its own kind of newness: KIND=agents (a User-Agent never seen), receipts (forged), paths (a page and a
-- source never seen, with an honest receipt). Environment as in mix.lua.
local receipt, origin, site, kind = os.getenv("RECEIPT"), os.getenv("ORIGIN"), os.getenv("SITE"), os.getenv("KIND")
local day = os.date("!%Y-%m-%d")
math.randomseed(tonumber(os.getenv("SEED") or "1"))

local function word() return string.format("%x%x", math.random(0, 0x7fffffff), math.random(0, 0x7fffffff)) end

local body = '{"site":"%s","receipt":"%s","visit":{"day":"%s","entry":"%s","referrer":"%s","screen":1280,"language":"de"},'
  .. '"visitor":{"day":"%s","previousDay":null,"minutesAway":null},'
  .. '"events":[{"type":"pageview","url":"%s","page":1,"firstView":true}]}'

function request()
  local page, source, proof = origin .. "/p/page-1", "https://source1.example/", receipt
  local agent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"
  if kind == "agents" then agent = "Mozilla/5.0 (X11; Linux " .. word() .. ") AppleWebKit/537.36 Chrome/" .. word() .. " Safari/537.36" end
  if kind == "receipts" then proof = receipt:sub(1, -20) .. word() end
  if kind == "paths" then page = origin .. "/" .. word():gsub("%d", "g"); source = "https://" .. word():gsub("%d", "g") .. ".example/" end
  return wrk.format("POST", "/collect/events", {
    ["Content-Type"] = "text/plain", ["Origin"] = origin, ["User-Agent"] = agent, ["X-Forwarded-For"] = "193.99.144.80",
  }, body:format(site, proof, day, page, source, day, page))
end
