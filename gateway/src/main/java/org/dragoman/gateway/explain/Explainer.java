package org.dragoman.gateway.explain;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.stream.Stream;
import org.dragoman.gateway.capture.Signalling;
import org.dragoman.rules.Mappings;

/// Explains the calls of a capture file.
public final class Explainer {
    private final Mappings mappings;
    private final CallExplainer calls;
    private final RtmpExplainer rtmp;

    public Explainer(Mappings mappings) {
        this.mappings = mappings;
        this.calls = new CallExplainer(mappings);
        this.rtmp = new RtmpExplainer(mappings);
    }

    /// Something to be explained, once it has its number.
    private record Item(Instant at, Telling telling) {}

    private interface Telling {
        Told tell(int number);
    }

    /// - Errors: the file cannot be read, or is no capture.
    public Explained explain(Path file) throws IOException {
        var captured = Signalling.read(file);
        var sorted = Conversations.sort(captured.heard(), mappings.codecs());
        var told = new ArrayList<Told>();
        items(sorted).forEach(item -> told.add(item.telling().tell(told.size() + 1)));
        var relations = new Relations(told.stream().flatMap(t -> t.began().stream()).toList());
        return new Explained(
                told.stream()
                        .map(Told::call)
                        .map(call -> call.with(relations.of(call.number())))
                        .toList(),
                sorted.others().stream().flatMap(Explainer::others).toList(),
                captured.notes());
    }

    /// In the order in which they began.
    private Stream<Item> items(Conversations.Sorted sorted) {
        var ofCalls =
                sorted.calls().stream()
                        .map(
                                c ->
                                        new Item(
                                                c.said().getFirst().heard().at(),
                                                n -> calls.explain(n, c)));
        var ofSessions =
                sorted.sessions().stream()
                        .map(s -> new Item(s.said().getFirst().at(), n -> rtmp.explain(n, s)));
        return Stream.concat(ofCalls, ofSessions).sorted(Comparator.comparing(Item::at));
    }

    /// A message, and those inside it.
    private static Stream<Explained.Other> others(Said said) {
        var heard = said.heard();
        var at = heard.at().truncatedTo(ChronoUnit.MILLIS).toString();
        return said.names().stream()
                .map(
                        name ->
                                new Explained.Other(
                                        at,
                                        Addresses.text(heard.from()),
                                        Addresses.text(heard.to()),
                                        name));
    }
}
