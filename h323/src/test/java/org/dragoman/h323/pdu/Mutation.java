package org.dragoman.h323.pdu;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// Makes right octets wrong, in the ways that hurt decoders: lengths that lie, indexes out of
/// range, parts missing, doubled, or of another message.
final class Mutation {
    /// Octets that mean much in PER: lengths of one and two octets, fragments, all bits, none.
    private static final int[] TELLING = {0x00, 0x01, 0x7f, 0x80, 0x81, 0xbf, 0xc1, 0xc4, 0xff};

    private static final int MOST_CHANGES = 4;
    private static final int LONGEST_PART = 16; // octets

    private final List<Seed> seeds;
    private final RandomGenerator random;

    Mutation(List<Seed> seeds, RandomGenerator random) {
        this.seeds = seeds;
        this.random = random;
    }

    /// The same decoder with octets that are wrong, most of the time.
    Seed next() {
        Seed seed = seeds.get(random.nextInt(seeds.size()));
        byte[] octets = seed.octets().clone();
        for (int change = 1 + random.nextInt(MOST_CHANGES); change > 0; change--) {
            octets = octets.length == 0 ? octets : change(octets);
        }
        return new Seed(octets, seed.kind());
    }

    private byte[] change(byte[] octets) {
        int at = random.nextInt(octets.length);
        int length = Math.min(1 + random.nextInt(LONGEST_PART), octets.length - at);
        return switch (random.nextInt(7)) {
            case 0 -> with(octets, at, octets[at] ^ 1 << random.nextInt(8));
            case 1 -> with(octets, at, random.nextInt(256));
            case 2 -> with(octets, at, TELLING[random.nextInt(TELLING.length)]);
            case 3 -> splice(octets, at, new byte[0], at + length);
            case 4 -> splice(octets, at, Arrays.copyOfRange(octets, at, at + length), at);
            case 5 -> Arrays.copyOf(octets, at);
            default -> partOfAnother(octets, at);
        };
    }

    private byte[] partOfAnother(byte[] octets, int at) {
        byte[] other = seeds.get(random.nextInt(seeds.size())).octets();
        int from = random.nextInt(other.length);
        int length = Math.min(1 + random.nextInt(LONGEST_PART), other.length - from);
        return splice(octets, at, Arrays.copyOfRange(other, from, from + length), at);
    }

    private static byte[] with(byte[] octets, int at, int value) {
        octets[at] = (byte) value;
        return octets;
    }

    /// The octets before {@code from}, the part, the octets from {@code to} on.
    private static byte[] splice(byte[] octets, int from, byte[] part, int to) {
        byte[] result = Arrays.copyOf(octets, from + part.length + octets.length - to);
        System.arraycopy(part, 0, result, from, part.length);
        System.arraycopy(octets, to, result, from + part.length, octets.length - to);
        return result;
    }
}
