package org.dragoman.gateway.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// A value of the file: what stands there, and on which line its key is.
public record Entry(int line, Node value) {
    /// Is told of each mistake.
    public interface Complaint {
        void problem(int line, String key, String text);
    }

    /// The values of a mapping by their keys, in the order of the file. Of a key that stands there
    /// twice the first counts.
    public static Map<String, Entry> of(Optional<MappingNode> node, Complaint complaint) {
        var entries = new LinkedHashMap<String, Entry>();
        if (node.isEmpty()) {
            return entries;
        }
        for (var tuple : node.get().getValue()) {
            int at = YamlFile.lineOf(tuple.getKeyNode());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                complaint.problem(at, "", "a key is a word, not a list or a section");
                continue;
            }
            var first = entries.putIfAbsent(key.getValue(), new Entry(at, tuple.getValueNode()));
            if (first != null) {
                complaint.problem(
                        at, key.getValue(), "stands here twice, first on line " + first.line());
            }
        }
        return entries;
    }

    boolean isEmpty() {
        return isEmpty(value);
    }

    static boolean isEmpty(Node node) {
        return node instanceof ScalarNode scalar && scalar.getValue().isEmpty();
    }
}
