package io.footfall;

/** Starts the server. */
public final class Footfall {

    private Footfall() {}

    public static void main(String[] args) {
        System.out.println("Footfall");
    }
}
