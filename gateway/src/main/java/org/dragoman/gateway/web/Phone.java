package org.dragoman.gateway.web;

import java.util.List;
import java.util.stream.Stream;

/// The softphone page: its files, and where they are.
public final class Phone {
    public static final String FOLDER = "/phone/";

    /// Where pages speak with the gateway.
    public static final String CALL_API = "/api/v1/ws";

    /// All there is to fetch; the first is the page.
    public static final List<String> PAGES =
            Stream.of(
                            "",
                            "api.js",
                            "call-button.js",
                            "call.js",
                            "devices.js",
                            "dialling.js",
                            "dom.js",
                            "history.js",
                            "icon.svg",
                            "incoming.js",
                            "line.js",
                            "login.js",
                            "notice.js",
                            "phone.css",
                            "phone.js",
                            "pictures.js",
                            "quality.js",
                            "settings.js",
                            "sounds.js",
                            "stage.js",
                            "talk.js",
                            "transfer.js",
                            "words.js")
                    .map(file -> FOLDER + file)
                    .toList();

    private Phone() {}
}
