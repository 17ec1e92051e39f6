/// Flash and AIR clients, encoders and players by RTMP: wire to neutral call and back.
/// Sources: Adobe's Real Time Messaging Protocol 1.0 (21 December 2012), AMF 0, AMF 3 (3.1),
/// FLV 10.1, and Enhanced RTMP v2 of the Veovera Software Organization.
@NullMarked
package org.dragoman.rtmp;

import org.jspecify.annotations.NullMarked;
