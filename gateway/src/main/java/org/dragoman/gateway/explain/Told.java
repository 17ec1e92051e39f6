package org.dragoman.gateway.explain;

import java.util.List;

/// What is told of a call, or of the calls on one connection.
///
/// - {@code began}: each call of it, to find where it goes on.
record Told(Explained.Call call, List<Began> began) {}
