import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LANGUAGES, firstLayer, problemsOf, wordsOf } from '../texts.mjs';
import de from '../src/texts/de.json';
import en from '../src/texts/en.json';
import languages from '../src/texts/languages.json';

type Words = Record<string, string>;

const texts: Record<string, Words> = Object.fromEntries(
  LANGUAGES.map((language) => [language, JSON.parse(readFileSync(`src/texts/${language}.json`, 'utf8'))]),
);
/** The problems of German with some texts of its own. */
const german = (changed: object) => problemsOf({ ...texts, de: { ...de, ...changed } }, languages);

describe('the texts of a language', () => {
  it('are fine as they are', () => {
    expect(problemsOf(texts, languages)).toEqual([]);
  });

  it.each([
    [{ title: ' ' }, 'de.json lacks title'],
    [{ more: 'x' }, 'de.json has more, which English lacks'],
    [{ decided: 'Gewählt im {month}.' }, 'de.json: decided needs {month} {policy}'],
    [{ title: 'Ihre {site}' }, 'de.json: title needs no place'],
    [{ accept: 'Ja', reject: 'Nein, alles ablehnen' }, 'de.json: accept and reject differ too much in length'],
    [{ title: 'ein Wort '.repeat(20) }, 'de.json: the first layer with text has 77 of at most 60 words'],
  ])('with %j are refused', (changed, problem) => {
    expect(german(changed)).toContain(problem);
  });

  it('are refused without name and mark, and in a language that is none of ours', () => {
    const { de: mark, ...others } = languages;
    expect(mark.reviewed).toBe(true);
    expect(problemsOf(texts, others)).toEqual(['languages.json lacks name or mark of de']);
    expect(problemsOf({ ...texts, xx: de }, languages)).toEqual(['xx is none of the languages']);
  });

  it('are refused when a language is missing', () => {
    const { ko, ...others } = texts;
    expect(ko).toBeDefined();
    expect(problemsOf(others, languages)).toEqual(['ko.json is missing']);
  });

  it('are counted in words, also where no spaces are written', () => {
    expect(wordsOf('ja', 'いつでも変更できます')).toBeGreaterThan(3);
    expect(firstLayer('en', en)).toContain('settings, anonymous visit statistics, and');
  });
});

it('there are 36 languages', () => {
  expect(new Set(LANGUAGES).size).toBe(36);
});
