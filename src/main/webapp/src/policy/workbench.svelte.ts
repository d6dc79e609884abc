import { getContext, setContext } from 'svelte';
import type { Answer, Api, ArchivedPolicy, Finding, PolicyCheck, Problem, PublishedPolicy, SitePolicy } from '../lib/api';
import { documentOf, formOf, languagesOf, type Policy } from './document';
import { around } from './parts';

/**
 * The draft of a site's policy while somebody works on it. It outlives the screen: changes that are not saved yet are
 * there again when the person comes back.
 */
export class Workbench {
  /** What the server has; undefined until it is known. */
  policy: SitePolicy | undefined = $state.raw();
  archive: ArchivedPolicy[] | undefined = $state.raw();
  form: Policy | undefined = $state();
  check: PolicyCheck | undefined = $state.raw();
  problem: Problem | undefined = $state.raw();
  busy = $state(false);
  /** The language whose texts are edited. */
  tongue = $state('en');
  /** Languages added here, in which nothing is said yet. */
  private added: string[] = $state([]);
  private kept = $state('');
  readonly changed: boolean = $derived(this.form !== undefined && textOf(this.form) !== this.kept);
  readonly tongues: string[] = $derived(this.form === undefined ? [] : [...new Set([...languagesOf(this.form), ...this.added])]);
  readonly errors: number = $derived(this.check?.findings.filter(({ level }) => level === 'error').length ?? 0);

  constructor(
    private readonly api: Api,
    readonly domain: string,
  ) {}

  /** Asks what is in force and what is drafted; a form with changes stays as it is. */
  async load(): Promise<void> {
    const [policy, archive] = await Promise.all([this.api.policy(this.domain), this.api.policyArchive(this.domain)]);
    if (archive.ok) this.archive = archive.value;
    if (!this.took(policy)) return;
    this.policy = policy.value;
    if (!this.changed) this.open(policy.value.draft ?? policy.value.in_force.document);
    await this.recheck();
  }

  /** Saves what was changed. Whether the server now has what the form says. */
  async save(): Promise<boolean> {
    if (this.form === undefined) return false;
    if (!this.changed) return true;
    const sent = documentOf($state.snapshot(this.form) as Policy);
    this.busy = true;
    const answer = await this.api.savePolicyDraft(this.domain, sent);
    this.busy = false;
    if (!this.took(answer)) return false;
    this.kept = JSON.stringify(sent);
    this.check = answer.value.check;
    if (this.policy !== undefined) this.policy = { ...this.policy, draft: answer.value.draft };
    return true;
  }

  /** Forgets the draft, here and on the server. */
  async discard(): Promise<boolean> {
    if (this.policy === undefined) return false;
    if (this.policy.draft !== null && !this.took(await this.api.discardPolicyDraft(this.domain))) return false;
    this.policy = { ...this.policy, draft: null };
    this.problem = undefined;
    this.check = undefined;
    this.added = [];
    this.open(this.policy.in_force.document);
    return true;
  }

  async recheck(): Promise<void> {
    if (this.policy === undefined || this.policy.draft === null) return;
    const answer = await this.api.checkPolicy(this.domain);
    if (this.took(answer)) this.check = answer.value;
  }

  /** Publishes the draft; undefined, and a problem or findings, when that failed. */
  async publish(): Promise<PublishedPolicy | undefined> {
    this.busy = true;
    const answer = await this.api.publishPolicy(this.domain);
    this.busy = false;
    const findings = answer.ok ? undefined : answer.problem.findings;
    if (findings !== undefined && this.check !== undefined) this.check = { ...this.check, findings };
    if (!this.took(answer)) return undefined;
    this.check = undefined;
    await this.load();
    return answer.value;
  }

  archivedOn(day: string): Promise<Answer<ArchivedPolicy[]>> {
    return this.api.policyArchive(this.domain, day);
  }

  preview(language: string): Promise<Answer<string>> {
    return this.api.policyPreview(this.domain, language);
  }

  speak(language: string): void {
    if (!this.tongues.includes(language)) this.added.push(language);
    this.tongue = language;
  }

  /** What the server refused at a field. */
  refusal(path: string): Problem | undefined {
    return this.problem?.field === path ? this.problem : undefined;
  }

  /** What the self-check of the saved draft says about a field, or about its text in the language that is edited. */
  findings(path: string): Finding[] {
    return this.check?.findings.filter((finding) => finding.path === path || finding.path === `${path}.${this.tongue}`) ?? [];
  }

  /** Whether anything is wrong at a path or within it. */
  troubled(path: string): boolean {
    const within = (other: string | undefined): boolean => other !== undefined && around(other).includes(path);
    return within(this.problem?.field) || (this.check?.findings.some(({ level, path: at }) => level === 'error' && within(at)) ?? false);
  }

  private open(document: SitePolicy['in_force']['document']): void {
    const form = formOf(document);
    this.form = form;
    this.kept = textOf(form);
    if (!languagesOf(form).includes(this.tongue)) this.tongue = form.language;
  }

  private took<T>(answer: Answer<T>): answer is { ok: true; value: T } {
    this.problem = answer.ok ? undefined : answer.problem;
    return answer.ok;
  }
}

function textOf(form: Policy): string {
  return JSON.stringify(documentOf($state.snapshot(form) as Policy));
}

const benches = new WeakMap<Api, Map<string, Workbench>>();

/** The workbench of a person for a site. */
export function workbench(api: Api, owner: string, domain: string): Workbench {
  const known = benches.get(api) ?? new Map<string, Workbench>();
  benches.set(api, known);
  const key = `${owner} ${domain}`;
  const bench = known.get(key) ?? new Workbench(api, domain);
  known.set(key, bench);
  return bench;
}

const CONTEXT = Symbol('workbench');

export function layOut(bench: Workbench): void {
  setContext(CONTEXT, bench);
}

/** The workbench that the screen around a component laid out. */
export function bench(): Workbench {
  return getContext<Workbench>(CONTEXT);
}
