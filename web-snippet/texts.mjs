// What the texts of all languages must keep to. Problems are sentences; none means fine.

/** The languages that must be there: 24 of the European Union and twelve more. */
export const LANGUAGES = (
  'bg cs da de el en es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv ' +
  'nb nn is uk ru tr ar he zh-Hans zh-Hant ja ko'
).split(' ');
/** Whether all of them must be there. */
export const ALL_LANGUAGES = true;

const FIRST_LAYER_WORDS = 60;
/** Chinese and Japanese are written without spaces, and segmenters cut them into pieces smaller than words. */
const FIRST_LAYER_PIECES = 90;
const IMBALANCE = 1.6;
const LETTERS_OF_TOLERANCE = 6;
const OPTIONAL = ['preferences', 'statistics', 'marketing'];

/**
 * @param texts the texts of each language, by its tag
 * @param languages name and mark of each language, by its tag
 */
export function problemsOf(texts, languages) {
  const problems = [];
  const all = ALL_LANGUAGES ? LANGUAGES : Object.keys(texts);
  for (const language of new Set([...all, ...Object.keys(texts), ...Object.keys(languages)])) {
    const mark = languages[language];
    if (!LANGUAGES.includes(language)) problems.push(`${language} is none of the languages`);
    else if (!texts[language]) problems.push(`${language}.json is missing`);
    else if (!mark?.name || typeof mark.reviewed != 'boolean') problems.push(`languages.json lacks name or mark of ${language}`);
    else problems.push(...problemsOfOne(language, texts[language], texts.en));
  }
  return problems;
}

function problemsOfOne(language, words, english) {
  const problems = [];
  for (const key of new Set([...Object.keys(english), ...Object.keys(words)])) {
    if (!(key in english)) problems.push(`${language}.json has ${key}, which English lacks`);
    else if (!words[key]?.trim()) problems.push(`${language}.json lacks ${key}`);
    else if (places(words[key]) != places(english[key])) problems.push(`${language}.json: ${key} needs ${places(english[key]) || 'no place'}`);
  }
  if (problems.length) return problems;
  for (const [one, other] of [['accept', 'reject'], ['notice.ok', 'notice.object']]) {
    if (imbalanced(words[one], words[other])) problems.push(`${language}.json: ${one} and ${other} differ too much in length`);
  }
  for (const text of ['text', 'notice.text']) {
    const count = wordsOf(language, firstLayer(language, words, text));
    const most = /^(zh|ja)/.test(language) ? FIRST_LAYER_PIECES : FIRST_LAYER_WORDS;
    if (count > most) problems.push(`${language}.json: the first layer with ${text} has ${count} of at most ${most} words`);
  }
  return problems;
}

/** The words of the first layer with its places filled in, but for the buttons. */
export function firstLayer(language, words, text = 'text') {
  const purposes = new Intl.ListFormat(language).format(OPTIONAL.map((id) => words[id + '.purpose']));
  return [words.title, words[text].replace('{controller}', 'Example GmbH').replace('{purposes}', purposes), words.privacy].join('\n');
}

/** How many words a text has. */
export function wordsOf(language, text) {
  return [...new Intl.Segmenter(language, { granularity: 'word' }).segment(text)].filter(({ isWordLike }) => isWordLike).length;
}

function imbalanced(one, other) {
  const [short, long] = [one.length, other.length].sort((a, b) => a - b);
  return long - short > LETTERS_OF_TOLERANCE && long > IMBALANCE * short;
}

function places(text) {
  return (text.match(/\{\w+\}/g) ?? []).sort().join(' ');
}
