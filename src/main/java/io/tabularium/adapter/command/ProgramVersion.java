package io.tabularium.adapter.command;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.IVersionProvider;

/** The version of the jar; {@code development} where there is none. */
final class ProgramVersion implements IVersionProvider {

    @Override
    public String[] getVersion() {
        @Nullable String version = ProgramVersion.class.getPackage().getImplementationVersion();
        return new String[] {"tabularium " + (version == null ? "development" : version)};
    }
}
