package io.footfall.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.footfall.consent.ParsedPolicy.Malformed;
import io.footfall.consent.ParsedPolicy.Parsed;
import io.footfall.consent.PolicyDocument.CategoryEntry;
import io.footfall.consent.PolicyDocument.Colours;
import io.footfall.consent.PolicyDocument.ConsentMode;
import io.footfall.consent.PolicyDocument.Design;
import io.footfall.consent.PolicyDocument.Kind;
import io.footfall.consent.PolicyDocument.RegionRule;
import io.footfall.consent.PolicyDocument.Service;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyDocumentTest {

    /** Every member that there is, and names that hold markup. */
    static final String FULL = """
            {"controller":{"name":"Example GmbH","contact":"privacy@example.com"},"privacy":"https://example.com/privacy",
            "language":"de",
            "categories":[{"id":"necessary"},{"id":"statistics"},{"id":"marketing"},
              {"id":"social","name":{"de":"Soziales","en":"Social media"},"text":{"de":"Zeigt Beitr\u00e4ge."},
               "purpose":{"de":"Beitr\u00e4ge"}}],
            "services":[
              {"id":"shop","name":"<b>Shop</b>","category":"necessary","purpose":{"de":"Warenkorb"},
               "reason":{"de":"Ohne ihn gibt es keinen Warenkorb."},
               "cookies":[{"name":"cart","kind":"session","days":0}]},
              {"id":"youtube","name":"YouTube","category":"marketing","purpose":{"de":"Videos"},
               "provider":{"name":"Google Ireland Ltd.","country":"IE","privacy":"https://policies.google.com/privacy"},
               "cookies":[{"name":"_ga*","kind":"cookie","days":730,"purpose":{"de":"Z\u00e4hlt"}}]}],
            "design":{"layout":"box","position":"end","reopen":"link",
              "light":{"background":"#ffffff","text":"#000000","accent":"#1a2b3c","accent_text":"#ffffff"}},
            "rules":[{"countries":["GB"],"rule":"notice","ground":"Statistics only"}],
            "children":false,
            "signals":{"google":"basic","uet":true,"clarity":false,"dnt":true,"gpc_denies":["marketing","social"]},
            "standard_texts":1,"texts":{"de":{"title":"Darf das?"}}}""";

    @Test
    void parse_everyMember_isRead() {
        PolicyDocument document = full();

        assertThat(document.controller().contact()).isEqualTo("privacy@example.com");
        assertThat(document.optional()).extracting(Category::id).containsExactly("statistics", "marketing", "social");
        assertThat(document.categories().get(3).name().in("en", "de")).isEqualTo("Social media");
        assertThat(document.categories().get(3).text().in("en", "de")).isEqualTo("Zeigt Beitr\u00e4ge.");
        Service youtube = document.services(Category.MARKETING).get(0);
        assertThat(youtube.cookies().get(0).days()).isEqualTo(730);
        assertThat(document.services(Category.NECESSARY).get(0).cookies().get(0).kind())
                .isEqualTo(Kind.SESSION);
        assertThat(document.design().light()).isEqualTo(new Colours("#ffffff", "#000000", "#1a2b3c", "#ffffff"));
        assertThat(document.design().dark()).isNull();
        assertThat(document.rules())
                .containsExactly(new RegionRule(List.of("GB"), PolicyDocument.Rule.NOTICE, "Statistics only"));
        assertThat(document.signals().google()).isEqualTo(ConsentMode.BASIC);
        assertThat(document.signals().gpcDenies()).containsExactly(Category.MARKETING, new Category("social"));
    }

    @Test
    void parse_categoriesAlone_theRestIsStandard() {
        JsonObject json = new JsonObject(
                "{'categories':[{'id':'marketing'},{'id':'preferences'},{'id':'statistics'},{'id':'necessary'}]}"
                        .replace('\'', '"'));

        assertThat(PolicyDocument.parse(json)).isEqualTo(new Parsed(PolicyDocument.STANDARD));
    }

    @Test
    void of_documentsArchivedBefore_areRead() {
        PolicyDocument document = PolicyDocument.of(
                "{'categories':['necessary','statistics'],'services':[{'name':'Footfall','category':'statistics','purpose':'Counts.'},{'name':'1 + 1','category':'necessary','purpose':''}],'standard_texts':1,'texts':{'de':{'title':'Darf das?'}}}"
                        .replace('\'', '"'));

        assertThat(document.optional()).containsExactly(Category.STATISTICS);
        assertThat(document.services()).extracting(Service::id).containsExactly("service", "service-2");
        assertThat(document.services().get(0).purpose()).isEqualTo(LocalText.of("en", "Counts."));
        assertThat(document.texts()).isEqualTo(Map.of("de", Map.of("title", "Darf das?")));
        assertThat(document.design()).isEqualTo(Design.STANDARD);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "surprise | 1 | body | must have no members but controller,",
                "controller | \"me\" | controller | must be an object",
                "controller | {\"name\":\"a\",\"phone\":\"1\"} | controller | must have no members but name, contact",
                "controller | {\"name\":7} | controller.name | must be a string",
                "controller | {\"name\":\"a\\u0000\"} | controller.name | must not contain control characters",
                "controller | {\"name\":\"a\\ud800\"} | controller.name | half a surrogate pair",
                "privacy | \"javascript:alert(1)\" | privacy | must be an address that begins with https://",
                "privacy | \"https://a.test/\\\"onclick\" | privacy | must be an address that begins with https://",
                "language | \"tlh\" | language | must be one of the languages bg,",
                "categories | null | categories | is missing",
                "categories | [{\"id\":\"statistics\"}] | categories | must contain the category necessary",
                "categories | [{\"id\":\"necessary\"},{\"id\":\"necessary\"}] | categories[1].id | must not come twice",
                "categories | [{\"id\":\"Social\"}] | categories[0].id | must have 1 to 30 of a-z 0-9 -",
                "categories | [\"necessary\"] | categories[0] | must be an object",
                "categories | [{\"id\":\"necessary\",\"text\":{\"en\":\"x\"}}] | categories[0].text | is for own categories",
                "categories | [{\"id\":\"marketing\",\"reason\":{\"en\":\"x\"}}] | categories[0].reason | is for the category necessary only",
                "categories | [{\"id\":\"own\",\"name\":\"x\"}] | categories[0].name | must be an object",
                "categories | [{\"id\":\"own\",\"name\":{\"xx\":\"x\"}}] | categories[0].name | must be one of the languages",
                "categories | [{},{},{},{},{},{},{},{},{}] | categories | must have at most 8 elements",
                "services | [{\"id\":\"a\",\"name\":\"A\",\"category\":\"other\"}] | services[0].category | must be one of categories",
                "services | [{\"id\":\"a\",\"category\":\"marketing\"}] | services[0].name | is missing",
                "services | [{\"name\":\"A\",\"category\":\"marketing\"}] | services[0].id | is missing",
                "services | [{\"id\":\"footfall\",\"name\":\"A\",\"category\":\"marketing\"}] | services[0].id | that entry is generated",
                "services | [{\"id\":\"a\",\"name\":\"A\",\"category\":\"marketing\"},{\"id\":\"a\",\"name\":\"A\",\"category\":\"marketing\"}] | services[1].id | must not come twice",
                "services | [{\"id\":\"a\",\"name\":\"A\",\"category\":\"marketing\",\"reason\":{\"en\":\"b\"}}] | services[0].reason | of the category necessary only",
                "services | [{\"id\":\"a\",\"name\":\"A\",\"category\":\"marketing\",\"provider\":{\"name\":\"B\",\"country\":\"Ireland\"}}] | services[0].provider.country | must be a country code",
                "services | [{\"id\":\"a\",\"name\":\"A\",\"category\":\"marketing\",\"cookies\":[{\"name\":\"a\",\"days\":-1}]}] | services[0].cookies[0].days | must be a whole number from 0 to 36500",
                "services | [{\"id\":\"a\",\"name\":\"A\",\"category\":\"marketing\",\"cookies\":[{\"name\":\"a\",\"days\":1.5}]}] | services[0].cookies[0].days | must be a whole number",
                "services | [{\"id\":\"a\",\"name\":\"A\",\"category\":\"marketing\",\"cookies\":[{\"name\":\"a\",\"kind\":\"pixel\"}]}] | services[0].cookies[0].kind | must be one of cookie, local, session",
                "services | [{\"id\":\"a\",\"name\":\"A\",\"category\":\"marketing\",\"cookies\":[{\"name\":\"*\"}]}] | services[0].cookies[0].name | may end in *",
                "services | [{\"id\":\"a\",\"name\":\"A\",\"category\":\"marketing\",\"cookies\":[{\"name\":\"foot*\"}]}] | services[0].cookies[0].name | what Footfall itself stores",
                "design | {\"layout\":\"wall\"} | design.layout | must be one of bar, box, dialog",
                "design | {\"light\":{\"background\":\"white\",\"text\":\"#000000\",\"accent\":\"#000000\",\"accent_text\":\"#000000\"}} | design.light.background | must be a colour such as",
                "design | {\"dark\":{\"background\":\"#000000\"}} | design.dark.text | is missing",
                "rules | [{\"countries\":[\"UK\"],\"rule\":\"off\"}] | rules[0].countries[0] | must be a country code",
                "rules | [{\"countries\":[],\"rule\":\"off\"}] | rules[0].countries | must name at least one country",
                "rules | [{\"countries\":[\"GB\"],\"rule\":\"ask\"}] | rules[0].rule | must be one of notice, off",
                "rules | [{\"countries\":[\"GB\"],\"rule\":\"off\"},{\"countries\":[\"GB\"],\"rule\":\"off\"}] | rules[1].countries | a country that has a rule already",
                "children | \"no\" | children | must be true or false",
                "signals | {\"gpc_denies\":[]} | signals.gpc_denies | must contain marketing",
                "signals | {\"gpc_denies\":[\"marketing\",\"necessary\"]} | signals.gpc_denies[1] | must not be necessary",
                "signals | {\"gpc_denies\":[\"marketing\",\"other\"]} | signals.gpc_denies[1] | must be one of categories",
                "standard_texts | 2 | standard_texts | must be a whole number from 1 to 1",
                "texts | {\"xx\":{}} | texts | must be one of the languages",
                "texts | {\"de\":{\"a b\":\"x\"}} | texts.de | must have names of texts",
                "texts | {\"de\":{\"title\":null}} | texts.de.title | is missing",
                "texts | {\"de\":\"x\"} | texts.de | must be an object"
            })
    void parse_anythingElse_namesTheFieldAndTheRemedy(String member, String value, String field, String remedy) {
        JsonObject json = new JsonObject(PolicyDocument.STANDARD.json());
        new JsonObject("{\"" + member + "\":" + value + "}")
                .forEach(entry -> json.put(entry.getKey(), entry.getValue()));

        ParsedPolicy parsed = PolicyDocument.parse(json);

        assertThat(parsed).isInstanceOf(Malformed.class);
        assertThat(((Malformed) parsed).field()).isEqualTo(field);
        assertThat(((Malformed) parsed).remedy()).contains(remedy);
    }

    @Test
    void json_sameContentInAnyOrder_sameText() {
        JsonObject other = new JsonObject();
        JsonObject json = new JsonObject(FULL);
        json.fieldNames().stream().sorted().forEach(name -> other.put(name, json.getValue(name)));
        other.getJsonObject("signals").getJsonArray("gpc_denies").add("marketing");
        other.getJsonObject("design").getJsonObject("light").put("accent", "#1A2B3C");

        assertThat(document(other).json()).isEqualTo(full().json()).startsWith("{\"controller\":{\"name\":");
    }

    @Property(tries = 200)
    void json_anyTextsAndSettings_areReadAgainAsTheyWere(
            @ForAll @StringLength(max = 60) String text,
            @ForAll @IntRange(max = 36_500) int days,
            @ForAll Kind kind,
            @ForAll PolicyDocument.Layout layout,
            @ForAll boolean flag) {
        JsonObject json = new JsonObject(FULL)
                .put("children", flag)
                .put("design", new JsonObject().put("layout", PolicyJson.key(layout)));
        JsonObject service = json.getJsonArray("services").getJsonObject(1);
        service.put("purpose", new JsonObject().put("fi", text).put("de", "Videos"));
        service.getJsonArray("cookies").getJsonObject(0).put("days", days).put("kind", PolicyJson.key(kind));
        json.getJsonObject("texts").getJsonObject("de").put("title", text);

        if (PolicyDocument.parse(json) instanceof Parsed parsed) {
            PolicyDocument document = parsed.document();
            assertThat(PolicyDocument.of(document.json())).isEqualTo(document);
            assertThat(document(new JsonObject(document.json())).json()).isEqualTo(document.json());
        } else {
            assertThat(text.codePoints().anyMatch(c -> Character.isISOControl(c) || Character.isSurrogate((char) c)))
                    .isTrue();
        }
    }

    @Test
    void document_withoutTheNecessaryCategory_isABug() {
        PolicyDocument standard = PolicyDocument.STANDARD;
        assertThatThrownBy(() -> new PolicyDocument(
                        standard.controller(),
                        "",
                        "en",
                        List.of(CategoryEntry.of(Category.STATISTICS)),
                        List.of(),
                        standard.design(),
                        List.of(),
                        false,
                        standard.signals(),
                        1,
                        Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    static PolicyDocument full() {
        return document(new JsonObject(FULL));
    }

    static PolicyDocument document(JsonObject json) {
        ParsedPolicy parsed = PolicyDocument.parse(json);
        assertThat(parsed).isInstanceOf(Parsed.class);
        return ((Parsed) parsed).document();
    }
}
