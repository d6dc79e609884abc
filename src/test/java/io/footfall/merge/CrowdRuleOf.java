package io.footfall.merge;

/** What leaves the counter files: a crowd of ten as such, less than that because its day is over. */
enum CrowdRuleOf implements CrowdRule {
    TEN;

    @Override
    public boolean mayLeave(int site, int day, long visits) {
        return true;
    }

    @Override
    public boolean isCrowd(int site, long visits) {
        return visits >= 10;
    }
}
