package org.dragoman.media.frame;

import java.lang.foreign.MemorySegment;

/// Frames of one length.
///
/// @param clockUnits duration of a frame
/// @param mostBytes of a frame
record EvenFrames(int clockUnits, int mostBytes) implements FrameFormat {
    @Override
    public int count(MemorySegment packet, long at, int length) {
        return length % mostBytes == 0 ? length / mostBytes : 0;
    }

    @Override
    public boolean split(MemorySegment packet, long at, int length, FrameList into) {
        into.clear();
        for (int done = 0; done < length; done += mostBytes) {
            into.add(packet, at + done, mostBytes);
        }
        return true;
    }

    @Override
    public int join(FrameList frames, MemorySegment packet, long at) {
        return frames.copyTo(packet, at);
    }

    @Override
    public boolean isLast(int bytes) {
        return false;
    }
}
