<?php

/** What a receipt says, or null. $policy: the oldest version that counts. $month: the current one, UTC, as 2026-11. */
function readReceipt(string $receipt, array $jwks, string $site, int $policy, ?string $month = null): ?array
{
    if (!preg_match('/^([\w-]+\.([\w-]+))\.([\w-]{86})$/D', $receipt, $parts)) {
        return null;
    }
    $ours = array_filter($jwks['keys'], fn ($key) =>
        sodium_crypto_sign_verify_detached(decoded($parts[3]), $parts[1], decoded($key['x'])));
    if (!$ours) {
        return null;
    }
    $claims = json_decode(decoded($parts[2]), true);
    $age = months($month ?? gmdate('Y-m')) - months($claims['month']);
    return $claims['site'] === $site && $claims['policy'] >= $policy && $age >= 0 && $age <= 5 ? $claims : null;
}

function decoded(string $text): string
{
    return base64_decode(strtr($text, '-_', '+/'));
}

function months(string $text): int
{
    return 12 * (int) substr($text, 0, 4) + (int) substr($text, 5);
}

// php verify.php jwks.json example.com 1 [2026-11] <receipts, one a line
[, $file, $site, $policy] = $argv;
$jwks = json_decode(file_get_contents($file), true);
foreach (file('php://stdin', FILE_IGNORE_NEW_LINES) as $line) {
    $claims = readReceipt($line, $jwks, $site, (int) $policy, $argv[4] ?? null);
    echo $claims ? json_encode($claims) : 'refused', "\n";
}
