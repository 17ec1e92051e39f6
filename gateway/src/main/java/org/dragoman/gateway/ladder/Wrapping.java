package org.dragoman.gateway.ladder;

import java.util.ArrayList;
import java.util.List;

/// Breaks text into lines that fit, between words where there are any.
public final class Wrapping {
    private Wrapping() {}

    /// - {@code indent}: blanks in front of every line but the first.
    /// - Returns: one line at least, none longer than {@code width}.
    public static List<String> of(String text, int width, int indent) {
        var lines = new ArrayList<String>();
        var rest = text;
        var margin = "";
        while (margin.length() + rest.length() > width) {
            int room = width - margin.length();
            int gap = rest.lastIndexOf(' ', room);
            int end = gap > 0 ? gap : room;
            lines.add(margin + rest.substring(0, end).stripTrailing());
            rest = rest.substring(end).stripLeading();
            margin = " ".repeat(Math.min(indent, width / 2));
        }
        if (!rest.isEmpty() || lines.isEmpty()) {
            lines.add(margin + rest);
        }
        return lines;
    }
}
