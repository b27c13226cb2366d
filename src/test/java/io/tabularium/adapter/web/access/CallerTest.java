package io.tabularium.adapter.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.adapter.key.Grants;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

import java.util.Set;

/** Callers are told from each other by what they hold shares under. */
final class CallerTest {

    @AfterEach
    void forget() {
        SecurityContextHolder.clearContext();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, address:192.0.2.1",
        "2001:db8:0:1:2:3:4:5, address:2001:db8:0:1:0:0:0:0/64",
        "2001:db8:0:1:ffff::, address:2001:db8:0:1:0:0:0:0/64",
        "::ffff:192.0.2.1, address:::ffff:192.0.2.1",
        "not:an:address, address:not:an:address"
    })
    void isToldByItsNetworkIfItHasNotSaidWhoItIs(String address, String id) {
        assertThat(Caller.idOf(from(address))).isEqualTo(id);
    }

    @Test
    void isToldByItsNameWhereverItCallsFrom() {
        Caller caller = new Caller("key:loader", new Grants(Set.of()));
        SecurityContextHolder.getContext()
                .setAuthentication(new TestingAuthenticationToken(caller, "secret"));

        assertThat(Caller.idOf(from("192.0.2.1"))).isEqualTo("key:loader");
    }

    private static MockHttpServletRequest from(String address) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setRemoteAddr(address);
        return request;
    }
}
