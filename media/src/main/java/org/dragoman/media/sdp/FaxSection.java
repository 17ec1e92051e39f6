package org.dragoman.media.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.dragoman.core.media.FaxRelay;
import org.dragoman.core.media.FaxRelay.ErrorCorrection;
import org.dragoman.core.media.FaxRelay.Rates;

/// The {@code m=image} section of T.38 over UDPTL, read and written. What a peer leaves out has the
/// value of the first T.38, and what it says beyond T.38 Annex D is not kept.
///
/// - Source: T.38 (11/2015) Annex D.2.3; RFC 3362.
final class FaxSection {
    private static final String VERSION = "T38FaxVersion";
    private static final String BIT_RATE = "T38MaxBitRate";
    private static final String FILL_BITS = "T38FaxFillBitRemoval";
    private static final String MMR = "T38FaxTranscodingMMR";
    private static final String JBIG = "T38FaxTranscodingJBIG";
    private static final String RATES = "T38FaxRateManagement";
    private static final String BUFFER = "T38FaxMaxBuffer";
    private static final String DATAGRAM = "T38FaxMaxDatagram";
    private static final String REPAIR = "T38FaxUdpEC";
    private static final int LARGEST = 999_999; // bytes, bits/s: more is a slip of the pen

    private FaxSection() {}

    static boolean isUsable(MediaSection section) {
        return section.kind().equalsIgnoreCase("image")
                && !section.isRefused()
                && section.protocol().equalsIgnoreCase("udptl")
                && section.formats().stream().anyMatch("t38"::equalsIgnoreCase);
    }

    static FaxRelay read(MediaSection section) {
        int rate = number(section, BIT_RATE).orElse(FaxRelay.USUAL_BIT_RATE);
        return new FaxRelay(
                Math.min(255, number(section, VERSION).orElse(0)),
                Math.max(1, rate),
                word(section, RATES).filter("localtcf"::equals).isPresent()
                        ? Rates.LOCAL_TCF
                        : Rates.TRANSFERRED_TCF,
                size(section, BUFFER),
                FaxRelay.datagram(size(section, DATAGRAM)),
                word(section, REPAIR).flatMap(FaxSection::repair),
                flag(section, FILL_BITS),
                flag(section, MMR),
                flag(section, JBIG));
    }

    private static Optional<ErrorCorrection> repair(String word) {
        return switch (word) {
            case "t38udpfec" -> Optional.of(ErrorCorrection.FEC);
            case "t38udpredundancy" -> Optional.of(ErrorCorrection.REDUNDANCY);
            default -> Optional.empty(); // t38UDPNone, seen with Asterisk 22
        };
    }

    private static Optional<String> word(MediaSection section, String name) {
        return section.values(name).map(v -> v.toLowerCase(Locale.ROOT)).findFirst();
    }

    private static OptionalInt number(MediaSection section, String name) {
        return section.values(name)
                .mapToInt(v -> Words.number(v, LARGEST))
                .filter(v -> v >= 0)
                .findFirst();
    }

    private static OptionalInt size(MediaSection section, String name) {
        var size = number(section, name);
        return size.orElse(0) > 0 ? size : OptionalInt.empty();
    }

    /// Said by being there; older products say {@code :0} and {@code :1}.
    private static boolean flag(MediaSection section, String name) {
        return word(section, name).filter(v -> !v.equals("0")).isPresent();
    }

    /// - {@code port}: where we take UDPTL.
    static MediaSection of(int port, FaxRelay fax) {
        var attributes = new ArrayList<Attribute>();
        add(attributes, VERSION, fax.version());
        add(attributes, BIT_RATE, fax.maxBitRate());
        flag(attributes, FILL_BITS, fax.fillBitRemoval());
        flag(attributes, MMR, fax.mmr());
        flag(attributes, JBIG, fax.jbig());
        attributes.add(
                new Attribute(
                        RATES,
                        switch (fax.rates()) {
                            case TRANSFERRED_TCF -> "transferredTCF";
                            case LOCAL_TCF -> "localTCF";
                        }));
        fax.maxBuffer().ifPresent(size -> add(attributes, BUFFER, size));
        fax.maxDatagram().ifPresent(size -> add(attributes, DATAGRAM, size));
        fax.errorCorrection()
                .ifPresent(
                        e ->
                                attributes.add(
                                        new Attribute(
                                                REPAIR,
                                                switch (e) {
                                                    case REDUNDANCY -> "t38UDPRedundancy";
                                                    case FEC -> "t38UDPFEC";
                                                })));
        return new MediaSection(
                "image", port, "udptl", List.of("t38"), Optional.empty(), attributes);
    }

    private static void add(List<Attribute> attributes, String name, int value) {
        attributes.add(new Attribute(name, Integer.toString(value)));
    }

    private static void flag(List<Attribute> attributes, String name, boolean on) {
        if (on) {
            attributes.add(Attribute.flag(name));
        }
    }
}
