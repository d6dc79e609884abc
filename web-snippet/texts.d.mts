type Words = Record<string, string>;

export const LANGUAGES: string[];
export const ALL_LANGUAGES: boolean;
export function problemsOf(texts: Record<string, Words>, languages: Record<string, { name: string; reviewed: boolean }>): string[];
export function firstLayer(language: string, words: Words, text?: 'text' | 'notice.text'): string;
export function wordsOf(language: string, text: string): number;
