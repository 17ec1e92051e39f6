package org.dragoman.core.media;

import java.util.Optional;
import java.util.OptionalInt;

/// A fax relayed as data instead of sound: T.38 over UDPTL, as one party describes itself.
///
/// - {@code version}: of T.38, 0 to 255.
/// - {@code maxBitRate}: the fastest modem signal the party can turn into data, bits/s.
/// - {@code rates}: who checks the training of the modems.
/// - {@code maxBuffer}, {@code maxDatagram}: bytes the party can take at once, as far as it said.
/// - {@code errorCorrection}: what repairs lost datagrams; absent where the party did not say.
/// - {@code fillBitRemoval}, {@code mmr}, {@code jbig}: what the party does to the page data.
/// - Source: T.38 Annex D (SDP) and Annex B with H.245 T38FaxProfile.
public record FaxRelay(
        int version,
        int maxBitRate,
        Rates rates,
        OptionalInt maxBuffer,
        OptionalInt maxDatagram,
        Optional<ErrorCorrection> errorCorrection,
        boolean fillBitRemoval,
        boolean mmr,
        boolean jbig) {

    /// T.38 §8.1: who handles the training check signal.
    public enum Rates {
        /// The fax machines among themselves; the only way over UDP.
        TRANSFERRED_TCF,
        /// Each gateway with its own machine; for reliable transports.
        LOCAL_TCF
    }

    /// T.38 §9.1.4.
    public enum ErrorCorrection {
        /// Each datagram repeats those before it.
        REDUNDANCY,
        /// Each datagram carries parity of several before it.
        FEC
    }

    /// Group 3 without V.34: what every T.38 gateway can do.
    public static final int USUAL_BIT_RATE = 14_400;

    /// Three packets of 40 ms at the usual rate: what a datagram with its repeats takes.
    private static final int LEAST_DATAGRAM = 3 * USUAL_BIT_RATE / 8 * 40 / 1_000; // bytes

    /// What a party takes that says no more than T.38: version 0, the first one.
    public static final FaxRelay PLAIN =
            new FaxRelay(
                    0,
                    USUAL_BIT_RATE,
                    Rates.TRANSFERRED_TCF,
                    OptionalInt.empty(),
                    OptionalInt.empty(),
                    Optional.of(ErrorCorrection.REDUNDANCY),
                    false,
                    false,
                    false);

    public FaxRelay {
        if (version < 0 || version > 255) {
            throw new IllegalArgumentException("a version of T.38 is 0 to 255: " + version);
        }
        if (maxBitRate < 1) {
            throw new IllegalArgumentException("a bit rate is positive: " + maxBitRate);
        }
        if (maxBuffer.orElse(1) < 1 || maxDatagram.orElse(1) < 1) {
            throw new IllegalArgumentException("sizes count from 1 byte");
        }
    }

    /// The largest datagram a party says it takes. Less than one with its repeats cannot be meant:
    /// there are products that give the length of a single packet instead, and other products
    /// that believe it and then send no page at all.
    ///
    /// - Seen: 72 from Asterisk 22 chan_ooh323; Asterisk's own {@code t38_udptl_maxdatagram} is
    ///   there to overrule such values.
    public static OptionalInt datagram(OptionalInt said) {
        return said.orElse(0) < LEAST_DATAGRAM ? OptionalInt.empty() : said;
    }

    /// The same without what old parties do not understand: sizes, and what is done to the page
    /// data.
    public FaxRelay stripped() {
        return new FaxRelay(
                version,
                maxBitRate,
                rates,
                OptionalInt.empty(),
                OptionalInt.empty(),
                errorCorrection,
                false,
                false,
                false);
    }

    /// The same without a word on what repairs datagrams.
    public FaxRelay withoutErrorCorrection() {
        return new FaxRelay(
                version,
                maxBitRate,
                rates,
                maxBuffer,
                maxDatagram,
                Optional.empty(),
                fillBitRemoval,
                mmr,
                jbig);
    }

    /// The same as it may answer that offer: no newer version, its way with the rates, nothing
    /// done to the page data that was not offered (T.38 Annex D.2.3.4).
    public FaxRelay asAnswerTo(FaxRelay offer) {
        return new FaxRelay(
                Math.min(version, offer.version),
                maxBitRate,
                offer.rates,
                maxBuffer,
                maxDatagram,
                errorCorrection,
                fillBitRemoval && offer.fillBitRemoval,
                mmr && offer.mmr,
                jbig && offer.jbig);
    }

    @Override
    public String toString() {
        return "T.38 version "
                + version
                + ", "
                + maxBitRate
                + " bit/s"
                + errorCorrection
                        .map(e -> e == ErrorCorrection.FEC ? ", FEC" : ", redundancy")
                        .orElse("");
    }
}
