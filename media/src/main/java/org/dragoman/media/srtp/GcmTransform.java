package org.dragoman.media.srtp;

/// AES in Galois/counter mode.
///
/// - Source: RFC 7714 §8 and §9.
final class GcmTransform implements Transform {
    private static final int SSRC_AT = 2;

    private final Galois aes;
    private final byte[] salt;
    private final boolean rtcp;

    GcmTransform(Galois aes, byte[] salt, boolean rtcp) {
        this.aes = aes;
        this.salt = salt;
        this.rtcp = rtcp;
    }

    @Override
    public int tagBytes() {
        return Galois.TAG;
    }

    @Override
    public void seal(Workbench bench, int header, int length, int ssrc, long index) {
        begin(bench, ssrc, index, true);
        aes.seal(bench, header, rtcp, length);
        if (rtcp) {
            bench.setNumber(length + Galois.TAG, Rtcp.word(index, true));
        }
    }

    @Override
    public boolean open(
            Workbench bench, int header, int length, int ssrc, long index, boolean encrypted) {
        int end = length - (rtcp ? Rtcp.INDEX : 0);
        begin(bench, ssrc, index, encrypted);
        return aes.open(bench, encrypted ? header : end - Galois.TAG, rtcp, end);
    }

    @Override
    public void release() {
        aes.release();
    }

    private void begin(Workbench bench, int ssrc, long index, boolean encrypted) {
        byte[] iv = bench.iv;
        System.arraycopy(salt, 0, iv, 0, Galois.IV);
        for (int i = 0; i < Integer.BYTES; i++) {
            iv[SSRC_AT + i] ^= (byte) (ssrc >>> 24 - 8 * i);
        }
        for (int i = 0; i < 6; i++) { // rollover counter and sequence number, or the RTCP index
            iv[Galois.IV - 1 - i] ^= (byte) (index >>> 8 * i);
        }
        if (rtcp) {
            bench.setWord(Rtcp.word(index, encrypted));
        }
    }
}
