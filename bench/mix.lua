-- The mix: pageviews with receipt, country, User-Agent and all their cells; 10,000 pages, 1,000 sources, 300 User-Agents,
-- 50 countries' worth of addresses through a trusted proxy header, one request in five begins a visit.
-- Environment: RECEIPT (a receipt that allows statistics), ORIGIN (an origin of the site), SITE, SEED; or SITES_FILE, a line "domain receipt"
-- for each of many sites. DELAY: milliseconds between two requests of a connection.
local receipt, origin, site = os.getenv("RECEIPT"), os.getenv("ORIGIN"), os.getenv("SITE")
local day = os.date("!%Y-%m-%d")
local agents, addresses = {}, {}
math.randomseed(tonumber(os.getenv("SEED") or "1"))
for i = 1, 300 do
  agents[i] = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/"
    .. (40 + i % 100) .. ".0." .. i .. ".0 Safari/537.36"
end
for i = 1, 500 do
  addresses[i] = math.random(1, 223) .. "." .. math.random(0, 255) .. "." .. math.random(0, 255) .. ".7"
end

local sites = {}
if os.getenv("SITES_FILE") then
  for line in io.lines(os.getenv("SITES_FILE")) do
    local domain, proof = line:match("(%S+) (%S+)")
    sites[#sites + 1] = { domain, proof }
  end
end
local pause = tonumber(os.getenv("DELAY") or "0")
if pause > 0 then
  function delay() return pause end
end

local function page() return origin .. "/p/page-" .. math.floor(10000 * math.random() * math.random()) end
local function source() return "https://source" .. math.floor(1000 * math.random() * math.random()) .. ".example/" end

local begins = '{"site":"%s","receipt":"%s","visit":{"day":"%s","entry":"%s","referrer":"%s","screen":1280,"language":"de"},'
  .. '"visitor":{"day":"%s","previousDay":null,"minutesAway":null},'
  .. '"events":[{"type":"pageview","url":"%s","page":1,"firstView":true}]}'
local goesOn = '{"site":"%s","receipt":"%s","visit":{"day":"%s","entry":"%s","referrer":"%s","screen":1280,"language":"de",'
  .. '"as":"1;DE;desktop;Chrome;Windows;Referral;source1.example"},'
  .. '"events":[{"type":"pageview","url":"%s","page":2,"from":"%s","exitBefore":"%s","firstView":true}]}'

function request()
  if #sites > 0 then
    local one = sites[math.random(#sites)]
    site, receipt, origin = one[1], one[2], "https://" .. one[1]
  end
  local entry, body = page(), nil
  if math.random(5) == 1 then
    body = begins:format(site, receipt, day, entry, source(), day, entry)
  else
    body = goesOn:format(site, receipt, day, entry, source(), page(), entry, entry)
  end
  return wrk.format("POST", "/collect/events", {
    ["Content-Type"] = "text/plain",
    ["Origin"] = origin,
    ["User-Agent"] = agents[math.random(300)],
    ["X-Forwarded-For"] = addresses[math.random(500)],
  }, body)
end

function done(summary, latency)
  io.write(string.format("RESULT %d %d %d %.3f\n", summary.requests, summary.errors.status, summary.duration,
    latency:percentile(99) / 1000))
end
