// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { de } from '../src/texts/de';
import { en, type TextKey } from '../src/texts/en';

const KEYS = Object.keys(en) as TextKey[];
const INTERNAL = /\b(cells?|cubes?|receipts?|merged?|k-anonymity|zellen?|würfel|quittung(en)?|k-anonymität)\b/i;

const holes = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();

describe('texts', () => {
  it('are filled in with the same names in every language', () => {
    for (const key of KEYS) expect([key, holes(de[key])]).toEqual([key, holes(en[key])]);
  });

  it('use words for people, not those of the machinery', () => {
    for (const key of KEYS) expect([key, `${en[key]} ${de[key]}`.match(INTERNAL)?.[0]]).toEqual([key, undefined]);
  });
});
