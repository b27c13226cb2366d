package io.tabularium.adapter.web;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;

/** Who issues JSON Web Tokens, with a key pair of its own. */
final class Issuer {

    private static final int KEY_BITS = 2048;

    /** By which its key is told from others. */
    private static final String KEY_ID = "only";

    private final KeyPair keys;

    Issuer() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_BITS);
            this.keys = generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** The claims of a token that is good for that long, or was, where it is negative. */
    static JWTClaimsSet.Builder claims(Duration validity, String scope) {
        return new JWTClaimsSet.Builder()
                .subject("somebody")
                .claim("scope", scope)
                .expirationTime(Date.from(Instant.now().plus(validity)));
    }

    String sign(JWTClaimsSet claims) {
        return sign(KEY_ID, claims);
    }

    /** As {@link #sign}, under the name of another key. */
    String sign(String otherId, JWTClaimsSet claims) {
        try {
            SignedJWT token =
                    new SignedJWT(
                            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(otherId).build(),
                            claims);
            token.sign(new RSASSASigner(keys.getPrivate()));
            return token.serialize();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    /** Signs by what everybody knows, as if it were a secret. */
    String signByPublicKey(JWTClaimsSet claims) {
        try {
            SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
            token.sign(new MACSigner(keys.getPublic().getEncoded()));
            return token.serialize();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    /** The public key in a PEM file. */
    Path writePublicKey(Path file) throws IOException {
        return Files.writeString(
                file,
                "-----BEGIN PUBLIC KEY-----\n"
                        + Base64.getMimeEncoder().encodeToString(keys.getPublic().getEncoded())
                        + "\n-----END PUBLIC KEY-----\n");
    }

    /** The public key as a JWK set (RFC 7517). */
    String jwkSet() {
        return new JWKSet(new RSAKey.Builder((RSAPublicKey) keys.getPublic()).keyID(KEY_ID).build())
                .toString();
    }
}
