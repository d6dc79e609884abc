package io.footfall.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelfCheckTest {

    private static final Map<String, String> WORDS = Map.of(
            "title",
            "May we?",
            "text",
            "{controller} asks for {purposes}.",
            "accept",
            "Accept all",
            "reject",
            "Reject all",
            "marketing.purpose",
            "films");
    private static final StandardTexts TEXTS = new StandardTexts(Map.of("en", WORDS, "de", WORDS), "00");

    @Test
    @DisplayName("A site without controller and privacy policy cannot publish what it asks")
    void findings_firstPolicy_lacksItsOwner() {
        assertThat(new SelfCheck(PolicyDocument.STANDARD, TEXTS).findings())
                .filteredOn(finding -> finding.level() == Finding.Level.ERROR)
                .extracting(Finding::path)
                .containsExactly("controller.name", "controller.contact", "privacy");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ERROR | {'controller':{'name':''}} | controller | controller.name",
                "ERROR | {'privacy':''} | privacy | privacy",
                "ERROR | {'design':{'light':{'background':'#ffffff','text':'#777777','accent':'#000000','accent_text':'#ffffff'}}} | contrast | design.light.text",
                "ERROR | {'design':{'dark':{'background':'#000000','text':'#ffffff','accent':'#888888','accent_text':'#ffffff'}}} | contrast | design.dark.accent_text",
                "ERROR | {'texts':{'de':{'reject':'Weiter ohne Zustimmung zu irgendetwas'}}} | prominence | texts.de.reject",
                "ERROR | {'texts':{'de':{'reject':''}}} | empty-text | texts.de.reject",
                "ERROR | {'texts':{'de':{'reject':'No, thanks'}}} | wording | texts.de.reject",
                "ERROR | {'texts':{'de':{'title':'Wir haben ein berechtigtes Interesse'}}} | legitimate-interest | texts.de.title",
                "ERROR | {'texts':{'de':{'title':'Ihre {name}'}}} | placeholder | texts.de.title",
                "ERROR | {'rules':[{'countries':['GB'],'rule':'notice'}]} | ground | rules[0].ground",
                "ERROR | {'language':'en'} | translation | categories[3].text.en",
                "ERROR | {'services':[{'id':'a','name':'A','category':'necessary','purpose':{'de':'x'}}]} | necessary-reason | services[0].reason",
                "ERROR | {'services':[{'id':'a','name':'A','category':'marketing'}]} | translation | services[0].purpose.de",
                "WARNING | {'signals':{'google':'advanced'}} | advanced-mode | signals.google",
                "WARNING | {'services':[]} | no-services | categories[2]",
                "WARNING | {'texts':{'de':{'nothing':'x'}}} | unknown-text | texts.de.nothing",
                "WARNING | {'texts':{'de':{'title':'GDPR'}}} | jargon | texts.de.title",
                "WARNING | {'texts':{'fi':{'title':'Saako?'}}} | translation | categories[3].text"
            })
    void findings_whatBreaksARule_isTold(Finding.Level level, String change, String rule, String path) {
        PolicyCheck check = check(change);

        assertThat(check("{}").passes()).isTrue();
        assertThat(check.passes()).isEqualTo(level == Finding.Level.WARNING);
        assertThat(check.findings())
                .anyMatch(finding -> finding.level() == level
                        && finding.rule().equals(rule)
                        && finding.path().equals(path));
    }

    @Test
    void findings_firstLayerOfManyWords_isAnError() {
        String text = "{'texts':{'de':{'text':'" + "ein Wort ".repeat(30) + "'}}}";

        assertThat(check(text).findings()).extracting(Finding::rule).contains("first-layer");
    }

    @Test
    void findings_markupInTexts_isJustText() {
        assertThat(check("{'texts':{'de':{'title':'<b>Darf das?</b>'}}}").passes())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"#000000, #ffffff, 21", "#ffffff, #ffffff, 1", "#777777, #ffffff, 4.478", "#0000ff, #ffffff, 8.592"})
    void contrast_twoColours_asInWcag(String one, String other, double contrast) {
        assertThat(SelfCheck.contrast(one, other)).isCloseTo(contrast, within(0.001));
        assertThat(SelfCheck.contrast(other, one)).isCloseTo(contrast, within(0.001));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "{} | {'design':{'layout':'dialog'}} | -",
                "{} | {'texts':{'de':{'title':'Darf es?'}}} | -",
                "{} | {'services':[]} | -",
                "{} | {'rules':[]} | -",
                "{} | {'controller':{'name':'Another GmbH','contact':'x'}} | Somebody else is responsible",
                "{'rules':[]} | {} | no longer asked first, or no longer told, in GB.",
                "{} | {'rules':[{'countries':['GB'],'rule':'off','ground':'x'}]} | in GB.",
                "{} | {'signals':{'google':'advanced','uet':true,'dnt':true,'gpc_denies':['marketing','social']}} | consent mode advanced",
                "{} | {'signals':{'google':'basic','uet':true,'dnt':true,'gpc_denies':['marketing']}} | denies less",
                "{} | {'signals':{'uet':true,'gpc_denies':['marketing','social']}} | Do Not Track is no longer",
                "{} | {'texts':{'de':{'title':'Darf das?','marketing.purpose':'alles'}}} | The purpose of the category marketing",
                "{'children':true} | {} | no longer directed at children"
            })
    @DisplayName("Whoever agreed is asked again when more is asked for, and never otherwise")
    void why_change_forcesAVersionOnlyWhereMoreIsAsked(String before, String after, String why) {
        List<String> reasons = new PolicyChange(changed(before), changed(after)).why();

        if (why == null) {
            assertThat(reasons).isEmpty();
        } else {
            assertThat(reasons).singleElement().asString().contains(why);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"days\":730 | \"days\":731 | lasts longer: 731 days",
                "_ga* | _gid | stores more: _gid.",
                "\"id\":\"youtube\" | \"id\":\"video\" | The service YouTube is new.",
                "Google Ireland Ltd. | Alphabet | The provider of the service YouTube",
                "Videos | Filme | The purpose of the service YouTube",
                "\"category\":\"marketing\" | \"category\":\"statistics\" | has moved to the category statistics"
            })
    void why_serviceThatDoesMore_namesIt(String before, String after, String why) {
        PolicyDocument changed =
                PolicyDocumentTest.document(new JsonObject(PolicyDocumentTest.FULL.replace(before, after)));

        assertThat(new PolicyChange(PolicyDocumentTest.full(), changed).why())
                .singleElement()
                .asString()
                .contains(why);
    }

    private static PolicyCheck check(String change) {
        return PolicyCheck.of(changed(change), new Policy(3, 2, PolicyDocumentTest.full(), "", Instant.EPOCH), TEXTS);
    }

    private static PolicyDocument changed(String change) {
        JsonObject json = new JsonObject(PolicyDocumentTest.FULL);
        new JsonObject(change.replace('\'', '"')).forEach(entry -> json.put(entry.getKey(), entry.getValue()));
        return PolicyDocumentTest.document(json);
    }
}
