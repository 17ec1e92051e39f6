package org.dragoman.core.call;

/// What happened to calls since the start.
///
/// - {@code active}: calls now.
/// - {@code offered}: calls whose caller's request was understood.
/// - {@code answered}, {@code ended}: of those and all others.
/// - {@code refused}: for want of room.
/// - {@code bugs}: calls that a fault of the program ended (cause 41).
/// - {@code floods}: calls whose mailbox ran over (cause 42).
/// - {@code outOfPorts}: calls that found no media port (cause 47).
/// - {@code legErrors}: events that a leg may not report where it did.
/// - {@code legsDropped}: legs that never said that they ended.
/// - {@code silent}: calls ended because a peer sent no media for too long (cause 102).
public record CallTotals(
        int active,
        long offered,
        long answered,
        long ended,
        long refused,
        long bugs,
        long floods,
        long outOfPorts,
        long legErrors,
        long legsDropped,
        long silent) {}
