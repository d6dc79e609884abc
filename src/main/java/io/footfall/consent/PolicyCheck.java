package io.footfall.consent;

import java.util.List;

/**
 * What would come of publishing a document.
 *
 * @param why it is a new version, in sentences; none where it is an editorial revision
 * @param version that it would get
 * @param revision that it would get under the version
 */
public record PolicyCheck(List<Finding> findings, List<String> why, int version, int revision) {

    public PolicyCheck {
        findings = List.copyOf(findings);
        why = List.copyOf(why);
    }

    /** Checks a document against the rules and against the policy in force. */
    static PolicyCheck of(PolicyDocument draft, Policy inForce, StandardTexts texts) {
        List<Finding> findings = new SelfCheck(draft, texts).findings();
        List<String> why = new PolicyChange(inForce.document(), draft).why();
        return why.isEmpty()
                ? new PolicyCheck(findings, why, inForce.version(), inForce.revision() + 1)
                : new PolicyCheck(findings, why, inForce.version() + 1, 1);
    }

    /** Whether everybody is asked again, as receipts of the version in force are no longer accepted. */
    public boolean asksAgain() {
        return !why.isEmpty();
    }

    /** Whether it may be published. */
    public boolean passes() {
        return findings.stream().noneMatch(finding -> finding.level() == Finding.Level.ERROR);
    }
}
