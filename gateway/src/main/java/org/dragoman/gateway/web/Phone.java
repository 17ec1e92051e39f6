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
                            "call.js",
                            "call-button.js",
                            "devices.js",
                            "history.js",
                            "icon.svg",
                            "phone.css",
                            "phone.js",
                            "sounds.js",
                            "words.js")
                    .map(file -> FOLDER + file)
                    .toList();

    private Phone() {}
}
