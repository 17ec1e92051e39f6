package org.dragoman.gateway.config;

/// A mistake in the operator's file.
///
/// - {@code line}: counted from 1.
/// - {@code key}: the whole path of the key, dots between ({@code peers.carrier.address}), or
/// empty.
/// - {@code text}: what is wrong, and what is allowed.
public record Problem(String file, int line, String key, String text) {
    @Override
    public String toString() {
        return file + ":" + line + ": " + (key.isEmpty() ? "" : key + ": ") + text;
    }
}
