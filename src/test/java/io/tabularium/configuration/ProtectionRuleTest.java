package io.tabularium.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabularium.adapter.web.access.Protection;
import io.tabularium.configuration.setting.AccessProperties.Mode;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.InetAddress;
import java.util.Arrays;

final class ProtectionRuleTest {

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final InetAddress OTHER = InetAddress.ofLiteral("192.0.2.1");

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "::1"})
    void isOpenOnLoopbackWhereNothingIsConfigured(String address) {
        assertThat(rule(Mode.AUTOMATIC, false, InetAddress.ofLiteral(address)).decide())
                .isEqualTo(Protection.OPEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "192.0.2.1", "::", "fe80::1"})
    void isNotOpenToOtherMachinesByOversight(String address) {
        assertThatThrownBy(rule(Mode.AUTOMATIC, false, InetAddress.ofLiteral(address))::decide)
                .isInstanceOfSatisfying(
                        AccessNotConfigured.class,
                        refused ->
                                assertThat(refused.action())
                                        .contains(
                                                "tabularium.security.mode=open",
                                                "keys create",
                                                "tabularium.security.keys-file",
                                                "issuer-uri"));
        assertThatThrownBy(rule(Mode.AUTOMATIC, false, LOOPBACK, OTHER)::decide)
                .isInstanceOf(AccessNotConfigured.class);
        assertThatThrownBy(rule(Mode.AUTOMATIC, false, LOOPBACK, null)::decide)
                .isInstanceOf(AccessNotConfigured.class)
                .hasMessageContaining("all addresses");
    }

    @Test
    void isProtectedWhereCredentialsAreConfigured() {
        assertThat(rule(Mode.AUTOMATIC, true, LOOPBACK).decide()).isEqualTo(Protection.PROTECTED);
        assertThat(rule(Mode.AUTOMATIC, true, OTHER).decide()).isEqualTo(Protection.PROTECTED);
        assertThat(rule(Mode.PROTECTED, true, OTHER).decide()).isEqualTo(Protection.PROTECTED);
    }

    @Test
    void isOpenAnywhereWhereThatIsSaid() {
        assertThat(rule(Mode.OPEN, false, OTHER).decide()).isEqualTo(Protection.OPEN);
    }

    @Test
    void takesNoSettingsThatSayTwoThings() {
        assertThatThrownBy(rule(Mode.OPEN, true, LOOPBACK)::decide)
                .isInstanceOf(AccessNotConfigured.class);
        assertThatThrownBy(rule(Mode.PROTECTED, false, LOOPBACK)::decide)
                .isInstanceOf(AccessNotConfigured.class);
    }

    private static ProtectionRule rule(
            Mode mode, boolean credentials, @Nullable InetAddress... addresses) {
        return new ProtectionRule(mode, credentials, Arrays.asList(addresses));
    }
}
