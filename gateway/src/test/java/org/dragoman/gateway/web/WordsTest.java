package org.dragoman.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dragoman.webrtc.signal.Refusal;
import org.dragoman.webrtc.signal.Sentences;
import org.junit.jupiter.api.Test;

/// What the softphone page says, as its files have it.
class WordsTest {
    private static final Pattern WORD =
            Pattern.compile("[{,\\s](?:'([\\w-]+)'|(\\w+)): '((?:[^'\\\\]|\\\\.)*)'");
    private static final Pattern WANTED =
            Pattern.compile("(?:data-word=|data-label=|say\\(|tell\\()[\"']([\\w-]+)[\"']");
    private static final Pattern FILLED_IN = Pattern.compile("\\{(\\w+)}");
    private static final Pattern CYRILLIC = Pattern.compile("\\p{IsCyrillic}");

    private static String file(String path) {
        try (InputStream in = WordsTest.class.getResourceAsStream(path)) {
            return new String(
                    Objects.requireNonNull(in, path).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String words() {
        return file("phone/words.js");
    }

    /// All that the page and the button are made of, but for the words themselves.
    private static String page() {
        return Phone.PAGES.stream()
                .map(path -> path.endsWith("/") ? path + "index.html" : path)
                .filter(path -> path.matches(".*\\.(js|html)") && !path.endsWith("words.js"))
                .map(path -> file(path.substring(1)))
                .collect(Collectors.joining("\n"));
    }

    private static Map<String, String> language(String name) {
        var text = words();
        int from = text.indexOf("  " + name + ": {");
        var found = new LinkedHashMap<String, String>();
        var matcher = WORD.matcher(text.substring(from + 5, text.indexOf("\n  },", from)));
        while (matcher.find()) {
            var key = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
            assertThat(found.put(key, matcher.group(3))).as(key + " is there once").isNull();
        }
        return found;
    }

    @Test
    void both_languages_say_the_same() {
        var english = language("en");
        var russian = language("ru");
        assertThat(english).hasSizeGreaterThan(80);
        assertThat(russian.keySet()).isEqualTo(english.keySet());
        english.forEach(
                (key, text) -> {
                    assertThat(filledIn(russian.get(key))).as(key).isEqualTo(filledIn(text));
                    assertThat(CYRILLIC.matcher(text).find()).as(text).isFalse();
                    assertThat(CYRILLIC.matcher(russian.get(key)).find()).as(key).isTrue();
                });
    }

    private static Set<String> filledIn(String text) {
        return FILLED_IN.matcher(text).results().map(m -> m.group(1)).collect(Collectors.toSet());
    }

    @Test
    void whatever_the_page_wants_to_say_there_are_words_for() {
        var wanted = new ArrayList<String>();
        WANTED.matcher(page()).results().map(m -> m.group(1)).forEach(wanted::add);
        IntStream.rangeClosed(1, 127).mapToObj(q -> Sentences.of(q).code()).forEach(wanted::add);
        assertThat(wanted).hasSizeGreaterThan(100);
        assertThat(language("en")).containsKeys(wanted.toArray(String[]::new));
    }

    @Test
    void no_word_is_left_that_nobody_says() {
        var page = page();
        var told =
                Stream.concat(
                                IntStream.rangeClosed(1, 127).mapToObj(q -> Sentences.of(q).code()),
                                Stream.of(Refusal.Code.values())
                                        .map(c -> c.name().toLowerCase().replace('_', '-')))
                        .collect(Collectors.toCollection(TreeSet::new));
        var silent = new ArrayList<>(language("en").keySet());
        silent.removeIf(key -> told.contains(key) || isNamed(page, key));
        assertThat(silent).isEmpty();
    }

    private static boolean isNamed(String page, String key) {
        return List.of("'" + key + "'", "\"" + key + "\"").stream().anyMatch(page::contains);
    }
}
