/// RTMPT: the bytes of an RTMP connection in the bodies of HTTP requests, for clients that
/// nothing but HTTP lets through. A client asks again and again; what the server has to say
/// waits for the next question. Pure; start at {@link HttpReader} and {@link TunnelRequest}.
/// Sources: Adobe published nothing; FFmpeg's rtmphttp.c, Red5's RTMPTClientConnector and
/// RTMPTServlet, and Mozilla's Shumway (rtmpt.ts) agree with each other. HTTP is RFC 9112.
@NullMarked
package org.dragoman.rtmp.tunnel;

import org.jspecify.annotations.NullMarked;
