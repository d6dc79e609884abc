package io.footfall.api;

/**
 * An operation of the contract.
 *
 * @param id its {@code operationId}
 * @param method in upper case
 * @param path with {@code {site}} for a parameter
 * @param collection whether it is served to visitors' browsers, by another part of the server
 */
record ApiOperation(String id, String method, String path, Permission permission, boolean collection, String summary) {}
