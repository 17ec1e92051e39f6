package org.dragoman.asn1.per;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Reads and writes SEQUENCE OF and SET OF.
///
/// Source: ITU-T X.691 §20, §11.9.
final class Lists {
    private Lists() {}

    static <T> List<T> read(PerReader in, int lower, int upper, Decoder<? extends T> element)
            throws MalformedPdu {
        boolean bounded = upper < PerReader.CONSTRAINED_LENGTH;
        int count = bounded ? (int) in.constrained(lower, upper) : in.lengthOrFragments();
        if (count < 0) {
            return fragmented(in, count, lower, upper, element);
        }
        if (!bounded) {
            in.requireSize(count, lower, upper);
        }
        return List.of(elements(in, 0, count, element));
    }

    private static <T> T[] elements(PerReader in, int from, int count, Decoder<? extends T> element)
            throws MalformedPdu {
        in.take(48 + 12 * count);
        @SuppressWarnings("unchecked")
        T[] items = (T[]) new Object[Math.min(count, 16 + in.remaining())];
        int i = 0;
        try {
            while (i < count) {
                if (i == items.length) {
                    items = Arrays.copyOf(items, Math.min(count, 2 * i));
                }
                items[i] = element.decode(in);
                i++;
            }
        } catch (MalformedPdu e) {
            throw e.at(from + i);
        }
        return items;
    }

    private static <T> List<T> fragmented(
            PerReader in, int first, int lower, int upper, Decoder<? extends T> element)
            throws MalformedPdu {
        var list = new ArrayList<T>();
        for (int n = first; ; n = in.lengthOrFragments()) {
            int count = n < 0 ? -n * PerReader.FRAGMENT : n;
            list.addAll(Arrays.asList(elements(in, list.size(), count, element)));
            if (n >= 0) {
                in.requireSize(list.size(), lower, upper);
                return List.copyOf(list);
            }
        }
    }

    static <T> void write(
            PerWriter out, List<T> list, int lower, int upper, Encoder<? super T> element) {
        int size = list.size();
        if (upper < PerReader.CONSTRAINED_LENGTH) {
            out.constrained(size, lower, upper);
            elements(out, list, 0, size, element);
            return;
        }
        Check.size(size, lower, upper);
        int done = 0;
        for (int n = PerWriter.fragmentsBefore(size);
                n > 0;
                n = PerWriter.fragmentsBefore(size - done)) {
            out.fragments(n);
            elements(out, list, done, done + n * PerReader.FRAGMENT, element);
            done += n * PerReader.FRAGMENT;
        }
        out.length(size - done);
        elements(out, list, done, size, element);
    }

    private static <T> void elements(
            PerWriter out, List<T> list, int from, int to, Encoder<? super T> element) {
        for (int i = from; i < to; i++) {
            element.encode(list.get(i), out);
        }
    }
}
