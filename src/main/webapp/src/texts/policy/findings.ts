/** What the rules of the self-check say, in languages other than the server's English, by rule. */
import type { Language } from '../../lib/language.svelte';

export const findings: Partial<Record<Language, Record<string, string>>> = {
  de: {
    controller: 'Sagen Sie, wer für die Website verantwortlich ist und wie man ihn erreicht.',
    privacy: 'Geben Sie die Adresse der Datenschutzerklärung an.',
    contrast: 'Der Kontrast ist zu gering: Er muss mindestens 4,5 : 1 betragen.',
    'unknown-text': 'Keinen Text gibt es unter diesem Namen; er wird nie gezeigt. Bitte entfernen.',
    'empty-text': 'Schreiben Sie einen Text oder entfernen Sie ihn, damit der Standardtext steht.',
    placeholder: 'Hier wird ein Platzhalter verwendet, für den nichts eingesetzt wird. Bitte entfernen.',
    'legitimate-interest': 'Fragen Sie nach Einwilligung: Ein Banner kann kein berechtigtes Interesse geltend machen.',
    wording: 'Sagen Sie es ohne Druck und Beschämung, damit sich keine Antwort falsch anfühlt.',
    jargon: 'Sagen Sie es in Wörtern, die alle kennen.',
    prominence: 'Annehmen und Ablehnen sollten etwa gleich lang sein, damit sie gleich viel wiegen.',
    'first-layer': 'Der erste Text ist zu lang: Sagen Sie es in höchstens 60 Wörtern.',
    'no-services': 'Zu dieser Kategorie gehört nichts: Nennen Sie Dienste oder schalten Sie die Kategorie aus.',
    'necessary-reason': 'Sagen Sie, warum die Website ohne diesen Dienst nicht funktioniert.',
    translation: 'Dieser Text fehlt in einer Sprache, die Sie verwenden; in der ersten Sprache muss er stehen.',
    ground: 'Nennen Sie die Rechtsgrundlage, nach der dort nicht zuerst gefragt wird.',
    'advanced-mode': 'Im erweiterten Modus senden Google-Tags schon vor der Wahl und nach einer Ablehnung; im einfachen nicht.',
  },
};
