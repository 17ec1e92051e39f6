package org.dragoman.gateway.rest;

import java.util.List;

/// The running gateway as REST shows it.
///
/// - {@code listening}: each as {@code protocol address:port}.
public record GatewayView(
        String version, String started, int calls, List<String> listening, List<String> peers) {}
