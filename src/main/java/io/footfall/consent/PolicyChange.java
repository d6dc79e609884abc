package io.footfall.consent;

import io.footfall.consent.PolicyDocument.CategoryEntry;
import io.footfall.consent.PolicyDocument.RegionRule;
import io.footfall.consent.PolicyDocument.Rule;
import io.footfall.consent.PolicyDocument.Service;
import io.footfall.consent.PolicyDocument.Signals;
import io.footfall.consent.PolicyDocument.StoredItem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What two documents differ in as far as people must be asked again: more than they agreed to. Anything else, such as a
 * typo, a language, a design or less of something, is editorial. Used once, by one thread.
 */
final class PolicyChange {

    private final PolicyDocument before;
    private final PolicyDocument after;
    private final List<String> why = new ArrayList<>();

    PolicyChange(PolicyDocument before, PolicyDocument after) {
        this.before = before;
        this.after = after;
    }

    /** Why people must be asked again, in sentences; empty when they need not. */
    List<String> why() {
        if (!before.controller().name().isEmpty()
                && !before.controller().name().equals(after.controller().name())) {
            why.add("Somebody else is responsible: " + after.controller().name() + ".");
        }
        after.categories().forEach(this::category);
        after.services().forEach(this::service);
        rules();
        signals(before.signals(), after.signals());
        if (before.children() && !after.children()) {
            why.add("The site is no longer directed at children, so that people are asked.");
        }
        if (before.standardTexts() != after.standardTexts()) {
            why.add("The standard texts have a new version.");
        }
        return List.copyOf(why);
    }

    private void category(CategoryEntry entry) {
        String id = entry.category().id();
        Optional<CategoryEntry> old = before.categories().stream()
                .filter(each -> each.category().equals(entry.category()))
                .findFirst();
        if (old.isEmpty()) {
            why.add("The category " + id + " is new.");
        } else if (differs(old.get().purpose(), entry.purpose())
                || differs(standardPurpose(before, id), standardPurpose(after, id))) {
            why.add("The purpose of the category " + id + " is another.");
        }
    }

    /** A standard category's purpose as the site has it, in the language that was the default; null for the standard one. */
    private @Nullable String standardPurpose(PolicyDocument document, String id) {
        return document.texts().getOrDefault(before.language(), Map.of()).get(id + ".purpose");
    }

    private static boolean differs(@Nullable String old, @Nullable String now) {
        return old == null ? now != null : !old.equals(now);
    }

    /** In the language that was the default; a first text where there was none says nothing else. */
    private boolean differs(LocalText old, LocalText now) {
        String text = old.in(before.language(), before.language());
        return !text.isEmpty() && !text.equals(now.in(before.language(), before.language()));
    }

    private void service(Service service) {
        Optional<Service> old = before.services().stream()
                .filter(each -> each.id().equals(service.id()))
                .findFirst();
        if (old.isEmpty()) {
            why.add("The service " + service.name() + " is new.");
            return;
        }
        if (!old.get().category().equals(service.category())) {
            why.add("The service " + service.name() + " has moved to the category "
                    + service.category().id() + ".");
        }
        if (differs(old.get().purpose(), service.purpose())) {
            why.add("The purpose of the service " + service.name() + " is another.");
        }
        if (differs(provider(old.get()), provider(service))) {
            why.add("The provider of the service " + service.name() + " is another.");
        }
        service.cookies().forEach(item -> item(service, old.get(), item));
    }

    private static @Nullable String provider(Service service) {
        return service.provider() == null
                ? null
                : service.provider().name() + ", " + service.provider().country();
    }

    private void item(Service service, Service old, StoredItem item) {
        Predicate<StoredItem> same = each -> each.name().equals(item.name()) && each.kind() == item.kind();
        Optional<StoredItem> known = old.cookies().stream().filter(same).findFirst();
        if (known.isEmpty()) {
            why.add("The service " + service.name() + " stores more: " + item.name() + ".");
        } else if (known.get().days() < item.days()) {
            why.add(item.name() + " of the service " + service.name() + " lasts longer: " + item.days() + " days.");
        }
    }

    private void rules() {
        Map<String, Rule> old = new HashMap<>();
        before.rules().forEach(rule -> rule.countries().forEach(country -> old.put(country, rule.rule())));
        for (RegionRule rule : after.rules()) {
            List<String> wider = rule.countries().stream()
                    .filter(country -> {
                        Rule known = old.get(country);
                        return known == null || known.compareTo(rule.rule()) < 0;
                    })
                    .toList();
            if (!wider.isEmpty()) {
                why.add("People are no longer asked first, or no longer told, in " + String.join(", ", wider) + ".");
            }
        }
    }

    private void signals(Signals old, Signals now) {
        if (old.google().compareTo(now.google()) < 0) {
            why.add("Google's tags are told more: consent mode " + PolicyJson.key(now.google()) + ".");
        }
        if (!old.uet() && now.uet()) {
            why.add("Microsoft's advertising tag is told of choices.");
        }
        if (!old.clarity() && now.clarity()) {
            why.add("Microsoft Clarity is told of choices.");
        }
        if (old.dnt() && !now.dnt()) {
            why.add("Do Not Track is no longer a refusal.");
        }
        if (!now.gpcDenies().containsAll(old.gpcDenies())) {
            why.add("Global Privacy Control denies less.");
        }
    }
}
