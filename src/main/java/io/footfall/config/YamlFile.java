package io.footfall.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * The settings file: a flat YAML mapping, {@code http-port: 8080}. Only the texts as written are taken (no types, no
 * tags, no objects), so that a value means the same here as in the environment. Messages never quote a value.
 */
final class YamlFile {

    private static final LoaderOptions OPTIONS = new LoaderOptions();

    private YamlFile() {}

    static void read(Path file, Given.Layer into, List<String> problems) {
        try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            var root = new Yaml(OPTIONS).compose(reader);
            if (root instanceof MappingNode mapping) {
                read(file, mapping, into, problems);
            } else if (root != null) {
                problems.add(file + ": must be a list of lines such as \"http-port: 8080\"");
            }
        } catch (MarkedYAMLException e) {
            var line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            problems.add(file + ", line " + line + ": not YAML: check quotes, indentation and the colon");
        } catch (YAMLException e) {
            problems.add(file + ": not YAML");
        } catch (IOException e) {
            problems.add(file + ": cannot be read as UTF-8 text; check the path and its permissions");
        }
    }

    private static void read(Path file, MappingNode mapping, Given.Layer into, List<String> problems) {
        for (var tuple : mapping.getValue()) {
            var line = file + ", line " + (tuple.getKeyNode().getStartMark().getLine() + 1);
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problems.add(line + ": the name of a setting must be plain text");
                continue;
            }
            var source = line + ": " + key.getValue();
            var value = tuple.getValueNode();
            if (isText(value)) {
                into.put(key.getValue(), source, text(value));
            } else {
                problems.add(source + ": must be a plain value, or a list of plain values");
            }
        }
    }

    private static boolean isText(Node value) {
        return value instanceof ScalarNode
                || (value instanceof SequenceNode list
                        && list.getValue().stream().allMatch(ScalarNode.class::isInstance));
    }

    private static String text(Node value) {
        return value instanceof SequenceNode list
                ? list.getValue().stream().map(YamlFile::text).collect(Collectors.joining(","))
                : nullAsBlank((ScalarNode) value);
    }

    private static String nullAsBlank(ScalarNode value) {
        return value.isPlain()
                        && (value.getValue().equals("null") || value.getValue().equals("~"))
                ? ""
                : value.getValue();
    }
}
