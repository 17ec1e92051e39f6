package org.dragoman.core.media;

/// How good sound is, worked out from its packets by the E-model (ITU-T G.107).
///
/// - {@code rFactor}: about 0 to 93.2; from 80 on users are satisfied, below 60 nearly all are not
///   (G.109).
/// - {@code meanOpinion}: of a conversation, 1 to 4.5.
public record VoiceRating(double rFactor, double meanOpinion) {}
