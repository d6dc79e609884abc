package io.footfall.api;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The page {@code docs/permissions.md}, made from the contract; a test compares them. */
final class PermissionTable {

    private PermissionTable() {}

    static String of(Contract contract) {
        String permissions = Arrays.stream(Permission.values())
                .map(permission -> "- `" + permission.key() + "`: " + permission.who())
                .collect(Collectors.joining("\n"));
        String rows = contract.operations().stream()
                .map(operation -> "| `" + operation.method() + "` | `" + operation.path() + "` | `"
                        + operation.permission().key() + "` | " + operation.summary() + " |")
                .collect(Collectors.joining("\n"));
        return """
                # Who may call what

                Made from `src/main/resources/openapi.yaml`, the source of the routes: an operation without a permission, or a route
                outside the contract, fails the build. With the session cookie, everything but `GET` also needs the header
                `X-CSRF-Token`.

                %s

                | method | path | permission | what |
                |---|---|---|---|
                %s
                """.formatted(permissions, rows);
    }
}
