package io.tabularium.adapter.web.pace;

import java.io.IOException;

/** The client sends its body more slowly than it may. */
public final class ClientTooSlow extends IOException {

    ClientTooSlow() {
        super("The body came too slowly.");
    }
}
