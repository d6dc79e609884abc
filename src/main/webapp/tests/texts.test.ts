// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { de } from '../src/texts/de';
import { en } from '../src/texts/en';
import { de as policyGerman } from '../src/texts/policy/de';
import { en as policyEnglish } from '../src/texts/policy/en';

const ENGLISH: Record<string, string> = { ...en, ...policyEnglish };
const GERMAN: Record<string, string> = { ...de, ...policyGerman };
const KEYS = Object.keys(ENGLISH);
const INTERNAL = /\b(cells?|cubes?|receipts?|merged?|k-anonymity|zellen?|würfel|quittung(en)?|k-anonymität)\b/i;

const holes = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();

describe('texts', () => {
  it('are filled in with the same names in every language', () => {
    for (const key of KEYS) expect([key, holes(GERMAN[key]!)]).toEqual([key, holes(ENGLISH[key]!)]);
  });

  it('use words for people, not those of the machinery', () => {
    for (const key of KEYS) expect([key, `${ENGLISH[key]} ${GERMAN[key]}`.match(INTERNAL)?.[0]]).toEqual([key, undefined]);
  });
});
