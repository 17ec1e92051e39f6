package org.dragoman.gateway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the documents point to is there.
class LinksTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(#[^)]*)?\\)");

    @Test
    void every_relative_link_leads_somewhere() throws IOException {
        var broken = new ArrayList<String>();
        int links = 0;
        for (var document : documents()) {
            var matcher = LINK.matcher(Files.readString(document));
            while (matcher.find()) {
                var target = matcher.group(1);
                if (target.contains("://")) {
                    continue;
                }
                links++;
                if (!Files.exists(document.resolveSibling(target))) {
                    broken.add(document + " -> " + target);
                }
            }
        }
        assertThat(broken).isEmpty();
        assertThat(links).isGreaterThan(10);
    }

    @Test
    void every_decision_of_the_design_has_its_page() throws IOException {
        try (var pages = Files.list(ROOT.resolve("docs/adr"))) {
            assertThat(pages.map(p -> p.getFileName().toString()))
                    .allMatch(n -> n.matches("\\d{4}-[a-z0-9-]+\\.md"))
                    .hasSizeGreaterThanOrEqualTo(12);
        }
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> top = Files.list(ROOT);
                Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(top, docs).filter(p -> p.toString().endsWith(".md")).toList();
        }
    }
}
