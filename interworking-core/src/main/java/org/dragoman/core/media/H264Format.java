package org.dragoman.core.media;

/// What two descriptions of H.264 must have in common for packets of the one to be taken by the
/// other: the profile and the packetization mode. The level is each party's own business.
///
/// - Source: RFC 6184 §8.1 (parameters and their defaults), §8.2.2 (what an answer may change).
record H264Format(Profile profile, int packetizationMode) {
    private static final int UNSAID = 0x42_00_0A; // Baseline, level 1: RFC 6184 §8.1

    /// RFC 6184 Table 5: the same profile can be said in several ways. {@code OTHER} ones are the
    /// same where their bits are.
    record Profile(Kind kind, int bits) {
        enum Kind {
            CONSTRAINED_BASELINE,
            BASELINE,
            MAIN,
            EXTENDED,
            OTHER
        }
    }

    static H264Format of(Codec codec) {
        var mode = codec.parameters().getOrDefault("packetization-mode", "0");
        return new H264Format(
                profile(codec.parameters().getOrDefault("profile-level-id", "")),
                mode.length() == 1 ? mode.charAt(0) - '0' : -1);
    }

    private static Profile profile(String id) {
        int value = UNSAID;
        if (id.length() == 6) {
            try {
                value = Integer.parseInt(id, 16);
            } catch (NumberFormatException _) {
                value = -1; // no profile there is, and equal to others that are none
            }
        }
        int idc = value >>> 16 & 0xFF;
        int constraints = value >>> 8 & 0xFF;
        var kind = kind(idc, constraints);
        boolean named = kind != Profile.Kind.OTHER;
        return new Profile(kind, named ? 0 : value >>> 8);
    }

    private static Profile.Kind kind(int idc, int constraints) {
        if (idc == 0x42 && matches(constraints, 0x4F, 0x40)
                || idc == 0x4D && matches(constraints, 0x8F, 0x80)
                || idc == 0x58 && matches(constraints, 0xCF, 0xC0)) {
            return Profile.Kind.CONSTRAINED_BASELINE;
        }
        if (idc == 0x42 && matches(constraints, 0x4F, 0x00)
                || idc == 0x58 && matches(constraints, 0xCF, 0x80)) {
            return Profile.Kind.BASELINE;
        }
        if (idc == 0x4D && matches(constraints, 0xAF, 0x00)) {
            return Profile.Kind.MAIN;
        }
        return idc == 0x58 && matches(constraints, 0xCF, 0x00)
                ? Profile.Kind.EXTENDED
                : Profile.Kind.OTHER;
    }

    private static boolean matches(int constraints, int mask, int pattern) {
        return (constraints & mask) == pattern;
    }
}
