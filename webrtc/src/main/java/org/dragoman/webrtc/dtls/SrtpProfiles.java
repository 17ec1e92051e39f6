package org.dragoman.webrtc.dtls;

import java.io.IOException;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.SRTPProtectionProfile;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.UseSRTPData;
import org.dragoman.core.media.SrtpKeys;
import org.dragoman.core.media.SrtpSuite;

/// The use_srtp extension: which protection is agreed, and the keys for it.
///
/// - Source: RFC 5764 §4.1, §4.2; RFC 7714 §14.
final class SrtpProfiles {
    // the one that costs least comes first
    private static final Map<Integer, SrtpSuite> SUITES = new LinkedHashMap<>();

    static {
        SUITES.put(SRTPProtectionProfile.SRTP_AEAD_AES_128_GCM, SrtpSuite.AEAD_AES_128_GCM);
        SUITES.put(
                SRTPProtectionProfile.SRTP_AES128_CM_HMAC_SHA1_80,
                SrtpSuite.AES_CM_128_HMAC_SHA1_80);
        SUITES.put(SRTPProtectionProfile.SRTP_AEAD_AES_256_GCM, SrtpSuite.AEAD_AES_256_GCM);
    }

    private static final byte[] NO_MKI = {};

    private SrtpProfiles() {}

    /// Ours and theirs.
    record Keys(SrtpKeys ours, SrtpKeys theirs) {}

    /// Adds what we can do.
    static void offer(Hashtable<?, ?> extensions) throws IOException {
        var all = SUITES.keySet().stream().mapToInt(Integer::intValue).toArray();
        TlsSRTPUtils.addUseSRTPExtension(extensions, new UseSRTPData(all, NO_MKI));
    }

    /// Adds what was chosen.
    static void answer(Hashtable<?, ?> extensions, int profile) throws IOException {
        TlsSRTPUtils.addUseSRTPExtension(extensions, new UseSRTPData(new int[] {profile}, NO_MKI));
    }

    /// The one that suits us best of those the peer offers, or chose.
    static int choose(Hashtable<?, ?> extensions) throws IOException {
        var theirs = TlsSRTPUtils.getUseSRTPExtension(extensions);
        if (theirs != null) {
            for (int profile : SUITES.keySet()) {
                if (Arrays.stream(theirs.getProtectionProfiles()).anyMatch(p -> p == profile)) {
                    return profile;
                }
            }
        }
        throw new TlsFatalAlert(
                AlertDescription.handshake_failure, "no SRTP protection profile in common");
    }

    /// The keys of a handshake that is complete.
    static Keys export(TlsContext context, int profile) {
        var suite = SUITES.getOrDefault(profile, SrtpSuite.AES_CM_128_HMAC_SHA1_80);
        int key = suite.keyBytes();
        int salt = suite.saltBytes();
        var all = context.exportKeyingMaterial(ExporterLabel.dtls_srtp, null, 2 * (key + salt));
        var client = keys(suite, all, 0, 2 * key);
        var server = keys(suite, all, key, 2 * key + salt);
        Arrays.fill(all, (byte) 0);
        return context.isServer() ? new Keys(server, client) : new Keys(client, server);
    }

    private static SrtpKeys keys(SrtpSuite suite, byte[] all, int keyAt, int saltAt) {
        return new SrtpKeys(
                suite,
                Arrays.copyOfRange(all, keyAt, keyAt + suite.keyBytes()),
                Arrays.copyOfRange(all, saltAt, saltAt + suite.saltBytes()));
    }
}
