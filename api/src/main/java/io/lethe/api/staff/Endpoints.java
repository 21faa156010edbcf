package io.lethe.api.staff;

import java.net.URI;

/** Where the identity provider signs people in, and where it gives tokens for codes. */
record Endpoints(URI authorization, URI token) {}
