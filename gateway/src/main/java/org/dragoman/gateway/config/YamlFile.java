package org.dragoman.gateway.config;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/// A YAML text as nodes that know their line. What is no YAML, or not one mapping, is a problem.
/// Source: YAML 1.2.2.
public final class YamlFile {
    private static final int CHARACTERS = 1 << 20; // more than a million is not a configuration

    private YamlFile() {}

    public static Optional<MappingNode> parse(String file, String text, Problems problems) {
        var settings = LoadSettings.builder().setLabel(file).setCodePointLimit(CHARACTERS).build();
        try {
            var root = new Compose(settings).composeString(text);
            if (root.isEmpty()) {
                return Optional.empty(); // an empty file: every default
            }
            if (root.get() instanceof MappingNode mapping) {
                return Optional.of(mapping);
            }
            problems.add(lineOf(root.get()), "", "is not a list of \"key: value\" lines");
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(Mark::getLine).orElse(0) + 1;
            problems.add(line, "", "is not YAML: " + oneLine(e.getProblem()));
        } catch (YamlEngineException e) {
            problems.add(1, "", "is not YAML: " + oneLine(String.valueOf(e.getMessage())));
        }
        return Optional.empty();
    }

    /// Counted from 1.
    public static int lineOf(Node node) {
        return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }

    private static String oneLine(String text) {
        return text.lines().findFirst().orElse("");
    }
}
