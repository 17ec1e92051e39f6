package org.dragoman.h323.h245;

import java.util.Optional;
import java.util.OptionalInt;
import org.dragoman.core.media.FaxRelay;
import org.dragoman.core.media.FaxRelay.ErrorCorrection;
import org.dragoman.core.media.FaxRelay.Rates;
import org.dragoman.h323.asn1.h245.DataApplicationCapability;
import org.dragoman.h323.asn1.h245.DataMode;
import org.dragoman.h323.asn1.h245.DataProtocolCapability;
import org.dragoman.h323.asn1.h245.T38FaxProfile;
import org.dragoman.h323.asn1.h245.T38FaxRateManagement;
import org.dragoman.h323.asn1.h245.T38FaxUdpOptions;
import org.dragoman.h323.asn1.h245.T38FaxUdpOptions.T38FaxUdpEC;

/// T.38 as H.245 says it: as a capability, which is also what a channel carries, and as a mode.
/// Only what goes over UDP; T.38 over TCP is never ours.
///
/// - Source: H.245 §B.2.2, T38FaxProfile; H.323 Annex D.
final class FaxNames {
    private static final int BIT_RATE_UNIT = 100; // bits/s, DataApplicationCapability.maxBitRate

    private FaxNames() {}

    static Optional<FaxRelay> relay(DataApplicationCapability data) {
        return data.application()
                        instanceof
                        DataApplicationCapability.Application.T38fax(var protocol, var profile)
                ? relay(protocol, profile, data.maxBitRate())
                : Optional.empty();
    }

    static Optional<FaxRelay> relay(DataMode mode) {
        return mode.application() instanceof DataMode.Application.T38fax(var protocol, var profile)
                ? relay(protocol, profile, mode.bitRate())
                : Optional.empty();
    }

    private static Optional<FaxRelay> relay(
            DataProtocolCapability protocol, T38FaxProfile profile, long hundreds) {
        if (!(protocol instanceof DataProtocolCapability.Udp)) {
            return Optional.empty();
        }
        var udp = profile.t38FaxUdpOptions();
        boolean local =
                profile.t38FaxRateManagement().orElse(null)
                        instanceof T38FaxRateManagement.LocalTCF;
        return Optional.of(
                new FaxRelay(
                        Math.clamp(profile.version().orElse(0), 0, 255),
                        bitsPerSecond(hundreds),
                        local ? Rates.LOCAL_TCF : Rates.TRANSFERRED_TCF,
                        size(udp.flatMap(T38FaxUdpOptions::t38FaxMaxBuffer)),
                        FaxRelay.datagram(size(udp.flatMap(T38FaxUdpOptions::t38FaxMaxDatagram))),
                        udp.flatMap(o -> repair(o.t38FaxUdpEC())),
                        profile.fillBitRemoval(),
                        profile.transcodingMMR(),
                        profile.transcodingJBIG()));
    }

    /// Some products leave the rate 0 in a mode.
    private static int bitsPerSecond(long hundreds) {
        return hundreds < 1
                ? FaxRelay.USUAL_BIT_RATE
                : (int) Math.min(hundreds, Integer.MAX_VALUE / BIT_RATE_UNIT) * BIT_RATE_UNIT;
    }

    private static OptionalInt size(Optional<Long> octets) {
        return octets.filter(n -> n > 0)
                .map(n -> OptionalInt.of((int) Math.min(n, Integer.MAX_VALUE)))
                .orElse(OptionalInt.empty());
    }

    private static Optional<ErrorCorrection> repair(T38FaxUdpEC repair) {
        return switch (repair) {
            case T38FaxUdpEC.T38UDPFEC _ -> Optional.of(ErrorCorrection.FEC);
            case T38FaxUdpEC.T38UDPRedundancy _ -> Optional.of(ErrorCorrection.REDUNDANCY);
            case T38FaxUdpEC.Unknown _ -> Optional.empty();
        };
    }

    static DataApplicationCapability capability(FaxRelay fax) {
        return new DataApplicationCapability(
                new DataApplicationCapability.Application.T38fax(
                        new DataProtocolCapability.Udp(), profile(fax)),
                fax.maxBitRate() / BIT_RATE_UNIT);
    }

    static DataMode mode(FaxRelay fax) {
        return new DataMode(
                new DataMode.Application.T38fax(new DataProtocolCapability.Udp(), profile(fax)),
                fax.maxBitRate() / BIT_RATE_UNIT);
    }

    private static T38FaxProfile profile(FaxRelay fax) {
        var profile =
                T38FaxProfile.builder()
                        .fillBitRemoval(fax.fillBitRemoval())
                        .transcodingJBIG(fax.jbig())
                        .transcodingMMR(fax.mmr())
                        .version(fax.version())
                        .t38FaxRateManagement(
                                switch (fax.rates()) {
                                    case LOCAL_TCF -> new T38FaxRateManagement.LocalTCF();
                                    case TRANSFERRED_TCF ->
                                            new T38FaxRateManagement.TransferredTCF();
                                });
        fax.errorCorrection().map(e -> options(fax, e)).ifPresent(profile::t38FaxUdpOptions);
        return profile.build();
    }

    /// The sizes have no place without the repair, which has no "none" there.
    private static T38FaxUdpOptions options(FaxRelay fax, ErrorCorrection repair) {
        var options =
                T38FaxUdpOptions.builder()
                        .t38FaxUdpEC(
                                switch (repair) {
                                    case FEC -> new T38FaxUdpEC.T38UDPFEC();
                                    case REDUNDANCY -> new T38FaxUdpEC.T38UDPRedundancy();
                                });
        fax.maxBuffer().ifPresent(options::t38FaxMaxBuffer);
        fax.maxDatagram().ifPresent(options::t38FaxMaxDatagram);
        return options.build();
    }
}
