import base64, json, re, sys
from datetime import datetime, timezone
from cryptography.exceptions import InvalidSignature  # pip install cryptography
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


def read_receipt(receipt, jwks, site, policy, month=None):
    """What a receipt says, or None. policy: the oldest version that counts. month: the current one, UTC, as 2026-11."""
    parts = re.fullmatch(r"([A-Za-z0-9_-]+\.([A-Za-z0-9_-]+))\.([A-Za-z0-9_-]{86})", receipt)
    if not parts or not any(signed_by(key, parts[1], parts[3]) for key in jwks["keys"]):
        return None
    claims = json.loads(decoded(parts[2]))
    age = months(month or datetime.now(timezone.utc).strftime("%Y-%m")) - months(claims["month"])
    return claims if claims["site"] == site and claims["policy"] >= policy and 0 <= age <= 5 else None


def signed_by(key, text, signature):
    try:
        Ed25519PublicKey.from_public_bytes(decoded(key["x"])).verify(decoded(signature), text.encode())
        return True
    except InvalidSignature:
        return False


def decoded(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def months(text):
    return 12 * int(text[:4]) + int(text[5:])


# python3 verify.py jwks.json example.com 1 [2026-11] <receipts, one a line
if __name__ == "__main__":
    keys = json.load(open(sys.argv[1]))
    for line in sys.stdin:
        claims = read_receipt(line.rstrip("\n"), keys, sys.argv[2], int(sys.argv[3]), *sys.argv[4:5])
        print(json.dumps(claims) if claims else "refused")
