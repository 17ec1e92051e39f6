package org.dragoman.core.log;

import java.time.Instant;

/// A message of a call that is kept as it was on the wire.
///
/// - {@code leg}: index of the leg.
public record WireNote(Instant at, int leg, CallTrace.Way way, String name, WireContent content) {}
