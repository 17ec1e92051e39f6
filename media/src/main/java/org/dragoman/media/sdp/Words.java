package org.dragoman.media.sdp;

import java.util.ArrayList;
import java.util.List;

/// Words and numbers in the lines of a description, without regular expressions: each call parses
/// several descriptions.
final class Words {
    private Words() {}

    /// The words between spaces.
    static List<String> of(String text) {
        var words = new ArrayList<String>(8);
        int from = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == ' ') {
                if (i > from) {
                    words.add(text.substring(from, i));
                }
                from = i + 1;
            }
        }
        return words;
    }

    /// The number that the text is; -1 when it is none, or larger than the most.
    static int number(String text, int most) {
        if (text.isEmpty() || text.length() > 9) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + c - '0';
        }
        return value > most ? -1 : value;
    }
}
