// Copies the country database to where the server finds it on its class path.
import { copyFileSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const out = join(process.env.FOOTFALL_OUT ?? resolve(here, '../target/classes'), 'geoip');
const packaged = createRequire(import.meta.url).resolve(
  '@ip-location-db/geo-whois-asn-country-mmdb/package.json',
);

mkdirSync(out, { recursive: true });
copyFileSync(join(dirname(packaged), 'geo-whois-asn-country.mmdb'), join(out, 'country.mmdb'));
console.log('geoip: country.mmdb');
