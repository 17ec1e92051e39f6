package org.dragoman.rtmp.chunk;

/// How much of a connection's input may be under way.
///
/// - {@code streams}: chunk streams in use.
/// - {@code mediaBytes}: of one audio, video or aggregate message.
/// - {@code otherBytes}: of one message of any other type.
/// - {@code unfinishedBytes}: of all messages that have begun and not ended, as they arrived.
public record ChunkLimits(int streams, int mediaBytes, int otherBytes, int unfinishedBytes) {
    /// Clients use five or six chunk streams; a key frame of video is the largest message.
    public static final ChunkLimits DEFAULT = new ChunkLimits(64, 1 << 20, 1 << 16, 1 << 21);

    private static final int AUDIO = 8;
    private static final int VIDEO = 9;
    private static final int AGGREGATE = 22;

    int longest(int type) {
        return type == AUDIO || type == VIDEO || type == AGGREGATE ? mediaBytes : otherBytes;
    }
}
